package org.detdiffusion.workbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerLoopTest {
  private final BlockingQueue<Incoming> results = new LinkedBlockingQueue<>();

  @Test
  void jobsTypedByHandBecomeLayoutJobsAndBadOnesDeadLetters(@TempDir Path directory)
      throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory).start()) {
      KafkaClients clients =
          new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
      clients.ensureTopics(1, 1);
      List<String> topics =
          List.of(Topics.LAYOUT_JOBS, Topics.deadLetters(Topics.AUGMENTATION_JOBS));
      try (PlannerLoop planner = new PlannerLoop(clients);
          TopicTail tail = new TopicTail("test", clients, topics, results::add);
          Publisher publisher = clients.publisher()) {
        tail.start();
        publisher.publish(
            new Outgoing(Topics.ATTRIBUTE_RECORDS, "pets/image-1", Wire.encode(judged())));
        publisher.publish(cancelled("late"));
        planner.start();
        publisher.publish(job("{\"id\":\"late\",\"dataSet\":\"pets\"}"));
        publisher.publish(job("{\"id\":\"bad\",\"dataSet\":\"stars\"}"));
        publisher.publish(job("{\"id\":\"good\",\"dataSet\":\"pets\",\"images\":2}"));
        expectDeadLetter(next());
        LayoutJob made = Wire.decode(LayoutJob.class, next().value());
        assertThat(made.getId()).isEqualTo("good-00000");
        assertThat(made.getLayout().getObjects().get(0).getDifficulty()).isEqualTo(Difficulty.HARD);
        assertThat(next().key()).isEqualTo("good-00001");
        assertThat(tail.awaitCaughtUp(Duration.ofSeconds(10))).isTrue();
        assertThat(results).isEmpty();
      }
    }
  }

  private static void expectDeadLetter(Incoming record) {
    assertThat(record.topic()).isEqualTo(Topics.deadLetters(Topics.AUGMENTATION_JOBS));
    assertThat(record.headers().get(DeadLetters.ERROR_REASON)).contains("data set 'stars'");
  }

  private Incoming next() throws InterruptedException {
    Incoming record = results.poll(30, TimeUnit.SECONDS);
    assertThat(record).isNotNull();
    return record;
  }

  private static Outgoing job(String json) {
    return new Outgoing(Topics.AUGMENTATION_JOBS, "key", json.getBytes(StandardCharsets.UTF_8));
  }

  private static Outgoing cancelled(String id) {
    return new Outgoing(Topics.CANCELLED_JOBS, id, Wire.encode(new JobCancellation(id)));
  }

  private static AttributeRecord judged() {
    ObjectAnnotation object =
        ObjectAnnotation.newBuilder()
            .setClassName("dog")
            .setX(4)
            .setY(4)
            .setWidth(30)
            .setHeight(20)
            .setDifficulty(Difficulty.EASY)
            .build();
    return AttributeRecord.newBuilder()
        .setImageId("image-1")
        .setDataSet("pets")
        .setSplit("train")
        .setWidth(64)
        .setHeight(64)
        .setObjects(List.of(object))
        .setDetector("d")
        .setDetectorSha256("0")
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }
}
