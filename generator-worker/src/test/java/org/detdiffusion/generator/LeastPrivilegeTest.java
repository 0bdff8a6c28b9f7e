package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.testing.SecuredBrokerResource;
import org.detdiffusion.testing.TopicLog;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.QueueKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator's loops over TLS, with the listed rights alone. */
@Tag("slow")
class LeastPrivilegeTest {
  private static final String SHA256 = "1a".repeat(32);
  private static final String DEAD = Topics.deadLetters(Topics.LAYOUT_JOBS);

  private final SecuredBrokerResource broker = new SecuredBrokerResource();

  @TempDir Path directory;

  private record Settings(Path modelsDirectory) implements GeneratorConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public int batch() {
      return 2;
    }

    @Override
    public Duration batchWait() {
      return Duration.ZERO;
    }

    @Override
    public Duration grace() {
      return Duration.ofSeconds(25);
    }

    @Override
    public QueueKind queue() {
      return QueueKind.AUTO;
    }

    @Override
    public int modelsInMemory() {
      return 1;
    }
  }

  @BeforeEach
  void startBroker() {
    broker.init(Map.of(SecuredBrokerResource.ROLE, "GENERATOR"));
    Map<String, String> unused = broker.start();
  }

  @AfterEach
  void stopBroker() {
    broker.stop();
  }

  @Test
  void imagesAndDeadLettersAreWritten() throws Exception {
    KafkaClients administrator = broker.administrator();
    ImageMakers painters = checkpoint -> new SeedPainter(SHA256);
    try (GeneratorLoops loops =
            new GeneratorLoops(
                new Settings(directory), broker.worker(), painters, MessageImages.inline());
        Publisher publisher = administrator.publisher();
        TopicLog log = new TopicLog(administrator, Topics.SYNTHETIC_IMAGES, DEAD)) {
      loops.start();
      LayoutJob job = Examples.job("a");
      publisher.publish(new Outgoing(Topics.LAYOUT_JOBS, "x", new byte[] {9}));
      publisher.publish(new Outgoing(Topics.LAYOUT_JOBS, "a", Wire.encode(job)));
      byte[] update = Wire.encode(Examples.update("generator", SHA256));
      publisher.publish(new Outgoing(Topics.MODEL_UPDATES, "generator/generator", update));

      List<Incoming> images = log.await(Topics.SYNTHETIC_IMAGES, 1);
      assertThat(images).extracting(Incoming::key).containsExactly("a");
      assertThat(log.await(DEAD, 1)).extracting(Incoming::key).containsExactly("x");
    }
  }
}
