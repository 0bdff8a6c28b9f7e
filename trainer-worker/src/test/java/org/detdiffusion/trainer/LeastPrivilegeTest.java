package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.testing.SecuredBrokerResource;
import org.detdiffusion.testing.TopicLog;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer's loops over TLS, with the listed rights alone. */
@Tag("slow")
class LeastPrivilegeTest {
  private static final String DEAD = Topics.deadLetters(Topics.TRAINING_JOBS);

  private final SecuredBrokerResource broker = new SecuredBrokerResource();

  @TempDir Path directory;

  @BeforeEach
  void startBroker() {
    broker.init(Map.of(SecuredBrokerResource.ROLE, "TRAINER"));
    Map<String, String> unused = broker.start();
  }

  @AfterEach
  void stopBroker() {
    broker.stop();
  }

  @Test
  void modelsProgressAndDeadLettersAreWritten() throws Exception {
    KafkaClients administrator = broker.administrator();
    FixedConfig config = new FixedConfig(directory, Duration.ZERO);
    try (Publisher publisher = administrator.publisher();
        TopicLog log =
            new TopicLog(administrator, Topics.MODEL_UPDATES, Topics.TRAINING_PROGRESS, DEAD)) {
      publish(publisher, Topics.ANNOTATED_IMAGES, "a", Examples.image("a", "train"));
      publish(publisher, Topics.ATTRIBUTE_RECORDS, "a", Examples.attributes("a", Difficulty.HARD));
      publisher.publish(new Outgoing(Topics.TRAINING_JOBS, "x", new byte[] {9}));
      TrainingJob job = Examples.job("d", Role.DETECTOR).setSteps(2).build();
      publish(publisher, Topics.TRAINING_JOBS, "d", job);
      try (TrainerLoops loops =
          new TrainerLoops(
              config,
              broker.worker(),
              new FakeTrainings(),
              new SimpleMeterRegistry(),
              MessageImages.inline())) {
        loops.start();
        List<Incoming> models = log.await(Topics.MODEL_UPDATES, 1);
        assertThat(models).hasSize(1);
        assertThat(log.await(Topics.TRAINING_PROGRESS, 1)).isNotEmpty();
        assertThat(log.await(DEAD, 1)).extracting(Incoming::key).containsExactly("x");
      }
    }
  }

  private static void publish(Publisher publisher, String topic, String key, SpecificRecord message)
      throws Exception {
    publisher.publish(new Outgoing(topic, key, Wire.encode(message)));
  }
}
