package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.detdiffusion.workerkit.JobOutcome.Rejected;
import org.detdiffusion.workerkit.JobOutcome.Retry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(names = {"SHARE", "GROUP"})
class TracedJobsTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Parameter private QueueKind queue;
  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  private final String group = "pool-" + UUID.randomUUID();
  private final List<String> atWork = new CopyOnWriteArrayList<>();
  private TestTopic jobs;
  private TestTopic results;

  @BeforeEach
  void createTopics() throws Exception {
    jobs = TestTopic.create("jobs");
    results = TestTopic.create("results");
  }

  @Test
  void aJobIsTheParentOfItsWorkAndTheWorkOfItsResults() throws Exception {
    jobs.write(List.of(traced("job")));

    Incoming result = results(on(), 1).get(0);

    SpanData span = telemetry.getSpans().get(0);
    assertThat(span.getName()).isEqualTo("process " + jobs.name());
    assertThat(span.getParentSpanContext().getSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(result.headers().get("traceparent"))
        .isEqualTo(PARENT.replace("00f067aa0ba902b7", span.getSpanId()));
    assertThat(atWork).containsExactly(span.getSpanId());
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void eachAttemptHasASpanAndThoseThatFailTheirCode() throws Exception {
    jobs.write("poison", "hard");

    var unused = results(on(), 1);

    assertThat(telemetry.getSpans())
        .extracting(span -> SpanWords.of(span).get("messaging.kafka.message.key"))
        .containsExactlyInAnyOrder("poison", "hard", "hard");
    assertThat(telemetry.getSpans())
        .filteredOn(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
        .extracting(span -> SpanWords.of(span).get("error.type"))
        .containsExactlyInAnyOrder("BAD_JOB", "NOT_PUBLISHED");
  }

  @Test
  void withoutTracingTheHeaderPassesOnUnchanged() throws Exception {
    jobs.write(List.of(traced("job")));

    Incoming result = results(Tracing.OFF, 1).get(0);

    assertThat(result.headers()).isEqualTo(Map.of("traceparent", PARENT));
    assertThat(atWork).containsExactly(Span.getInvalid().getSpanContext().getSpanId());
  }

  private Tracing on() {
    return Tracing.to(telemetry.getOpenTelemetry());
  }

  /** Looked at when the loop is closed, and so all spans ended. */
  private List<Incoming> results(Tracing tracing, int count) {
    var options = JobQueueOptions.batchesOf(1).withQueue(queue);
    var clients = TestBroker.clients().traced(tracing);
    JobHandler each = batch -> batch.stream().map(this::outcome).toList();
    try (var loop = new JobQueueLoop("worker", clients, group, jobs.name(), options, each)) {
      loop.start();
      return results.records(count);
    }
  }

  private JobOutcome outcome(Incoming job) {
    atWork.add(Span.current().getSpanContext().getSpanId());
    String word = TestTopic.word(job);
    if (word.equals("poison")) {
      return new Rejected(PermanentCode.BAD_JOB, "Poison is not drunk.");
    }
    return word.equals("hard") && job.attempt() == 1
        ? new Retry(TransientCode.NOT_PUBLISHED, "Not yet.")
        : new Done(List.of(results.outgoing(word)));
  }

  private Outgoing traced(String word) {
    return new Outgoing(
        jobs.name(), word, jobs.outgoing(word).value(), Map.of("traceparent", PARENT));
  }
}
