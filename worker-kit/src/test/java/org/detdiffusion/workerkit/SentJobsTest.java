package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SentJobsTest {
  private static final Outgoing JOB = outgoing(Topics.AUGMENTATION_JOBS, Map.of());

  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  @Test
  void aTraceBeginsWithAJob() {
    Outgoing sent = sent(on(), JOB);

    SpanData span = telemetry.getSpans().get(0);
    assertThat(span.getName()).isEqualTo("send augmentation-jobs");
    assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(sent.headers())
        .containsEntry("traceparent", "00-%s-%s-01".formatted(span.getTraceId(), span.getSpanId()));
    assertThat(SpanWords.of(span)).containsEntry("detdiffusion.job.id", "key");
  }

  @Test
  void aJobThatBelongsToATraceStaysInItAndAnImageBeginsNone() {
    Outgoing traced = outgoing(Topics.LAYOUT_JOBS, Map.of("traceparent", "00-1-2-01"));
    Outgoing image = outgoing(Topics.ANNOTATED_IMAGES, Map.of());

    assertThat(sent(on(), traced)).isSameAs(traced);
    assertThat(sent(on(), image)).isSameAs(image);
    assertThat(telemetry.getSpans()).isEmpty();
  }

  @Test
  void aJobThatTheBrokersRefuseSaysWhy() {
    try (SentJobs jobs = new SentJobs(on(), List.of(JOB, JOB))) {
      jobs.refused(Map.of(jobs.records().get(1), new IllegalStateException("no room")));
    }

    assertThat(telemetry.getSpans())
        .extracting(span -> span.getStatus().getStatusCode())
        .containsExactlyInAnyOrder(StatusCode.UNSET, StatusCode.ERROR);
  }

  @Test
  void withoutTracingAJobIsSentAsItIs() {
    assertThat(sent(Tracing.OFF, JOB)).isSameAs(JOB);
  }

  private Tracing on() {
    return Tracing.to(telemetry.getOpenTelemetry());
  }

  private static Outgoing sent(Tracing tracing, Outgoing record) {
    try (SentJobs jobs = new SentJobs(tracing, List.of(record))) {
      return jobs.records().get(0);
    }
  }

  private static Outgoing outgoing(String topic, Map<String, String> headers) {
    return new Outgoing(topic, "key", new byte[1], headers);
  }
}
