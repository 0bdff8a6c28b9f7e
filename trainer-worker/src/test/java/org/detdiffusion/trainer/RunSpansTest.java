package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.Tracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RunSpansTest {
  private static final AttributeKey<String> JOB = AttributeKey.stringKey("detdiffusion.job.id");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<Long> IMAGES = AttributeKey.longKey("detdiffusion.run.images");
  private static final AttributeKey<Long> FIRST_STEP =
      AttributeKey.longKey("detdiffusion.run.first_step");

  private final TrainingJob job =
      Examples.job("r", Role.DETECTOR).setSyntheticJobs(List.of("one", "two", "untraced")).build();

  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  @TempDir Path directory;

  @Test
  void aRunIsInTheTraceOfEachJobWhoseImagesItLearnsFrom() throws Exception {
    var unused = bench().run(job);

    assertThat(telemetry.getSpans())
        .extracting(span -> span.getAttributes().get(JOB))
        .containsExactlyInAnyOrder("one", "two");
    SpanData one = span("one");
    assertThat(one.getName()).isEqualTo("train");
    assertThat(one.getTraceId()).isEqualTo("1".repeat(32));
    assertThat(one.getParentSpanId()).isEqualTo("a".repeat(16));
    assertThat(one.getAttributes().get(IMAGES)).isEqualTo(2);
    assertThat(one.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span("two").getTraceId()).isEqualTo("2".repeat(32));
  }

  @Test
  void aRunThatFailsSaysItsCodeInEachTrace() throws Exception {
    TrainerBench bench = bench();
    bench.trainings.diverges = 2;
    var unused = bench.run(job);

    assertThat(telemetry.getSpans())
        .hasSize(2)
        .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
        .allMatch(span -> "NON_FINITE_LOSS".equals(span.getAttributes().get(ERROR)));
  }

  @Test
  void aTrainerThatIsStartedAgainGoesOnInTheSameTraces() throws Exception {
    TrainerBench first = bench();
    first.trainings.afterStep = first.stop::countDown;
    var stopped = first.run(job);
    assertThat(span("one").getAttributes().get(ERROR)).isEqualTo("STOPPED");
    telemetry.clearSpans();

    var resumed = bench().run(job);

    assertThat(resumed).isNotEqualTo(stopped);
    assertThat(span("one").getTraceId()).isEqualTo("1".repeat(32));
    assertThat(span("one").getAttributes().get(FIRST_STEP)).isEqualTo(1);
  }

  private SpanData span(String augmentation) {
    return telemetry.getSpans().stream()
        .filter(span -> augmentation.equals(span.getAttributes().get(JOB)))
        .findFirst()
        .orElseThrow();
  }

  /** Two images of one job, the second with another parent, and one of each other. */
  private TrainerBench bench() {
    TrainerBench bench =
        new TrainerBench(directory, Tracing.to(telemetry.getOpenTelemetry()))
            .withImages("train", 3);
    add(bench, "one-0", "one", trace("1", "a"));
    add(bench, "one-1", "one", trace("1", "b"));
    add(bench, "two-0", "two", trace("2", "c"));
    add(bench, "untraced-0", "untraced", Map.of());
    return bench;
  }

  private static void add(
      TrainerBench bench, String id, String augmentation, Map<String, String> headers) {
    var image = Examples.synthetic(id, augmentation);
    bench.add(Topics.SYNTHETIC_IMAGES, id, image, headers);
  }

  private static Map<String, String> trace(String trace, String parent) {
    return Map.of("traceparent", "00-" + trace.repeat(32) + "-" + parent.repeat(16) + "-01");
  }
}
