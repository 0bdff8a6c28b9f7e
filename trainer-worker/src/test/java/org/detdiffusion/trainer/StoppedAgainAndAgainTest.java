package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.testing.BrokerResource;
import org.detdiffusion.testing.TopicLog;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.QueueKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoppedAgainAndAgainTest {
  private static final int STOPS = 8;
  private static final Duration STEP = Duration.ofMillis(100); // of 100, so none ends the run
  private static final String DEAD = Topics.deadLetters(Topics.TRAINING_JOBS);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"SHARE", "GROUP"})
  void aHealthyRunThatIsStoppedEightTimesIsStillFinished(QueueKind queue) throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory.resolve("kafka")).start()) {
      KafkaClients clients = BrokerResource.clients(broker.bootstrapServers());
      clients.ensureTopics(1, 1);
      publishRun(clients);
      for (int stop = 1; stop <= STOPS; stop++) {
        stopAtAStep(clients, queue);
      }
      try (TopicLog log = new TopicLog(clients, Topics.MODEL_UPDATES, DEAD);
          TrainerLoops last = trainer(clients, new FakeTrainings(), queue)) {
        last.start();
        assertThat(log.await(Topics.MODEL_UPDATES, 1)).hasSize(1);
        assertThat(log.of(DEAD)).isEmpty();
      }
    }
  }

  private static void publishRun(KafkaClients clients) throws Exception {
    TrainingJob job = Examples.job("r", Role.GENERATOR).setSteps(100).build();
    try (var publisher = clients.publisher()) {
      publisher.publish(outgoing(Topics.ANNOTATED_IMAGES, Examples.image("train-0", "train")));
      publisher.publish(outgoing(Topics.TRAINING_JOBS, job));
    }
  }

  private static Outgoing outgoing(String topic, org.apache.avro.specific.SpecificRecord message) {
    return new Outgoing(topic, "key", Wire.encode(message), Map.of());
  }

  private void stopAtAStep(KafkaClients clients, QueueKind queue) throws InterruptedException {
    CountDownLatch stepped = new CountDownLatch(1);
    FakeTrainings trainings = new FakeTrainings();
    trainings.afterStep =
        () -> {
          stepped.countDown();
          LockSupport.parkNanos(STEP.toNanos());
        };
    try (TrainerLoops trainer = trainer(clients, trainings, queue)) {
      trainer.start();
      assertThat(stepped.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private TrainerLoops trainer(KafkaClients clients, Trainings trainings, QueueKind queue) {
    FixedConfig config = new FixedConfig(directory, Duration.ofSeconds(1), queue);
    return new TrainerLoops(
        config, clients, trainings, new SimpleMeterRegistry(), MessageImages.inline());
  }
}
