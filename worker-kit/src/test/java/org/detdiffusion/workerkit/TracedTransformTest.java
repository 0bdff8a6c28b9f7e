package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedTransformTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  private final String group = "group-" + UUID.randomUUID();
  private TestTopic in;
  private TestTopic out;

  @BeforeEach
  void createTopics() throws Exception {
    in = TestTopic.create("words");
    out = TestTopic.create("copies");
  }

  @Test
  void aRecordIsTheParentOfTheWorkAndTheWorkOfItsOutputs() throws Exception {
    in.write(List.of(traced("word")));

    Incoming copy = copies(Tracing.to(telemetry.getOpenTelemetry()), 1).get(0);

    SpanData span = telemetry.getSpans().get(0);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(copy.headers())
        .containsEntry("traceparent", "00-%s-%s-01".formatted(TRACE, span.getSpanId()));
  }

  @Test
  void theSpanSaysWhichMessageItIsOf() throws Exception {
    in.write(List.of(traced("word")));

    var unused = copies(Tracing.to(telemetry.getOpenTelemetry()), 1);

    SpanData span = telemetry.getSpans().get(0);
    assertThat(span.getName()).isEqualTo("process " + in.name());
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(SpanWords.of(span))
        .containsEntry("messaging.system", "kafka")
        .containsEntry("messaging.operation.type", "process")
        .containsEntry("messaging.destination.name", in.name())
        .containsEntry("messaging.destination.partition.id", "0")
        .containsEntry("messaging.kafka.offset", "0")
        .containsEntry("messaging.consumer.group.name", group)
        .containsEntry("detdiffusion.job.id", "job-7")
        .containsEntry("detdiffusion.attempt", "1");
  }

  @Test
  void aRejectedRecordHasTheCodeOfItsDeadLetter() throws Exception {
    in.write("poison", "word");

    var unused = copies(Tracing.to(telemetry.getOpenTelemetry()), 1);

    SpanData rejected = telemetry.getSpans().get(0);
    assertThat(rejected.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(SpanWords.of(rejected)).containsEntry("error.type", "BAD_DATA");
    SpanData done = telemetry.getSpans().get(1);
    assertThat(done.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(done.getTraceId()).isNotEqualTo(rejected.getTraceId());
  }

  @Test
  void withoutTracingTheHeaderPassesOnUnchanged() throws Exception {
    in.write(List.of(traced("word")));

    Incoming copy = copies(Tracing.OFF, 1).get(0);

    assertThat(copy.headers()).isEqualTo(Map.of("traceparent", PARENT, "tracestate", "a=1"));
    assertThat(telemetry.getSpans()).isEmpty();
  }

  private List<Incoming> copies(Tracing tracing, int count) {
    Transform copy = this::copy;
    var clients = TestBroker.clients().traced(tracing);
    try (var loop = new TransformLoop("copy", clients, group, List.of(in.name()), copy)) {
      loop.start();
      return out.records(count);
    }
  }

  private List<Outgoing> copy(Incoming record) throws RejectedException {
    if (TestTopic.word(record).equals("poison")) {
      throw new RejectedException(PermanentCode.BAD_DATA, "Poison is not copied.");
    }
    return List.of(out.outgoing(TestTopic.word(record)));
  }

  private Outgoing traced(String word) {
    Map<String, String> headers =
        Map.of("traceparent", PARENT, "tracestate", "a=1", Ids.JOB_HEADER, "job-7");
    return new Outgoing(in.name(), word, in.outgoing(word).value(), headers);
  }
}
