package org.detdiffusion.workbench.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.generator.RunningGenerator;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.testing.TopicLog;
import org.detdiffusion.trainer.RunningTrainer;
import org.detdiffusion.workbench.plan.PlannerLoop;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.Tracing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Planner, generator and trainer with their real networks, one after the other on one job. */
class TracedStreamTest {
  private static final int IMAGES = 2;

  @RegisterExtension final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();
  @TempDir Path directory;

  @Test
  @Tag("slow")
  void oneTraceLeadsFromAnAugmentationJobToTheRunTrainedOnItsImages() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory.resolve("kafka")).start()) {
      KafkaClients clients = clients(broker);
      clients.ensureTopics(1, 1);
      work(clients);
    }

    SpanData sent = spans("send augmentation-jobs").get(0);
    SpanData planned = spans("process augmentation-jobs").get(0);
    List<SpanData> made = spans("process layout-jobs");
    SpanData trained = spans("train").get(0);
    assertThat(planned.getParentSpanId()).isEqualTo(sent.getSpanId());
    assertThat(made)
        .hasSize(IMAGES)
        .allMatch(span -> span.getParentSpanId().equals(planned.getSpanId()));
    assertThat(made).extracting(SpanData::getSpanId).contains(trained.getParentSpanId());
    assertThat(List.of(planned, made.get(0), made.get(1), trained))
        .allMatch(span -> span.getTraceId().equals(sent.getTraceId()))
        .allMatch(span -> span.getStatus().getStatusCode() == StatusCode.UNSET);
    theSpanSaysWhatWasTrained(trained);
  }

  private void theSpanSaysWhatWasTrained(SpanData trained) {
    Map<AttributeKey<?>, Object> said = trained.getAttributes().asMap();
    assertThat(said)
        .containsEntry(AttributeKey.stringKey("detdiffusion.run.id"), "run-d")
        .containsEntry(AttributeKey.stringKey("detdiffusion.job.id"), "more")
        .containsEntry(AttributeKey.longKey("detdiffusion.run.steps"), 2L)
        .containsEntry(AttributeKey.longKey("detdiffusion.run.images"), (long) IMAGES);
    assertThat(trained.getLinks())
        .extracting(LinkData::getSpanContext)
        .containsExactly(run("run-d").getSpanContext());
  }

  private SpanData run(String id) {
    return spans("process training-jobs").stream()
        .filter(
            span ->
                id.equals(span.getAttributes().get(AttributeKey.stringKey("detdiffusion.job.id"))))
        .findFirst()
        .orElseThrow();
  }

  private List<SpanData> spans(String name) {
    return telemetry.getSpans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private KafkaClients clients(EmbeddedKafka broker) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    return new KafkaClients(settings, new SimpleMeterRegistry())
        .traced(Tracing.to(telemetry.getOpenTelemetry()));
  }

  /** Returns when all loops are closed, and so all spans ended. */
  private void work(KafkaClients clients) throws Exception {
    Map<String, String> settings =
        Map.of(
            "detdiffusion.models.directory", directory.resolve("models").toString(),
            "detdiffusion.work.directory", directory.resolve("work").toString());
    try (TopicLog log = new TopicLog(clients, Topics.MODEL_UPDATES);
        PlannerLoop planner = new PlannerLoop(clients);
        RunningGenerator generator = new RunningGenerator(clients, settings);
        RunningTrainer trainer = new RunningTrainer(clients, settings);
        Publisher publisher = clients.publisher()) {
      planner.start();
      for (String id : List.of("a", "b", "c")) {
        publisher.publish(List.of(TracedMessages.image(id), TracedMessages.verdict(id)));
      }
      publisher.publish(TracedMessages.generator("run-g"));
      assertThat(log.await(Topics.MODEL_UPDATES, 1)).hasSize(1);
      publisher.publish(TracedMessages.augmentation("more", IMAGES));
      publisher.publish(TracedMessages.detector("run-d", "more", IMAGES));
      assertThat(log.await(Topics.MODEL_UPDATES, 2)).hasSize(2);
    }
  }
}
