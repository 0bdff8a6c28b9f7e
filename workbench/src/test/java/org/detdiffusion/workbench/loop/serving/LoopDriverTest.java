package org.detdiffusion.workbench.loop.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopDriverTest {
  private static final String FIRST = "a".repeat(64);
  private static final LoopBudget BUDGET =
      new LoopBudget("pets", "train", 1, 2, Focus.HARD_OBJECTS, 0.5);

  private final List<String> news = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Incoming> asked = new LinkedBlockingQueue<>();

  private EmbeddedKafka broker;
  private KafkaClients clients;
  private Publisher publisher;

  @BeforeEach
  void publishADetectorThatHasNotJudgedYet(@TempDir Path directory) throws Exception {
    broker = EmbeddedKafka.builder().dir(directory).start();
    clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    clients.ensureTopics(1, 1);
    publisher = clients.publisher();
    publisher.publish(
        List.of(
            LoopMessages.job("run-0", "fold-0"),
            LoopMessages.image("1"),
            LoopMessages.detector("run-0", "fold-0", FIRST)));
  }

  @AfterEach
  void stop() {
    publisher.close();
    broker.close();
  }

  @Test
  void asksForImagesAndTrainsOnAndAsksForNothingTwiceWhenStartedAgain() throws Exception {
    List<String> topics = List.of(Topics.AUGMENTATION_JOBS, Topics.TRAINING_JOBS);
    try (TopicTail tail = new TopicTail("test", clients, topics, asked::add)) {
      tail.start();
      assertThat(next().key()).isEqualTo("run-0");
      expectRound();
      expectNothingMore(tail);
    }
  }

  @Test
  void saysOnceWhatItWaitsForAndThatACancelledRoundEndsIt() throws Exception {
    publisher.publish(LoopMessages.verdict("1", FIRST));
    try (LoopDriver driver = new LoopDriver(clients, BUDGET, news::add)) {
      driver.start();
      assertThat(driver.look()).isInstanceOfAny(LoopStep.Plans.class, LoopStep.Waits.class);
      assertThat(driver.look()).isInstanceOf(LoopStep.Waits.class);
      publisher.publish(LoopMessages.made("loop-pets-1", 0));
      assertThat(driver.look()).isInstanceOf(LoopStep.Waits.class);
      publisher.publish(LoopMessages.cancellation("loop-pets-1"));
      assertThat(driver.look()).isInstanceOf(LoopStep.Ends.class);
    }
    assertThat(news)
        .containsExactly(
            "asked for the 2 images of 'loop-pets-1'",
            "waits, round 1: 0 of 2 images are made",
            "was stopped: job 'loop-pets-1' was cancelled");
  }

  private void expectRound() throws Exception {
    try (LoopDriver driver = new LoopDriver(clients, BUDGET, news::add)) {
      driver.start();
      publisher.publish(LoopMessages.verdict("1", FIRST));
      assertThat(next().key()).isEqualTo("loop-pets-1");
      publisher.publish(
          List.of(LoopMessages.made("loop-pets-1", 0), LoopMessages.made("loop-pets-1", 1)));
      TrainingJob job = Wire.decode(TrainingJob.class, next().value());
      assertThat(job.getId()).isEqualTo("loop-pets-1-fold-0");
      assertThat(job.getGate().getDetector()).isEqualTo(FIRST);
      assertThat(news).contains("asked for the 2 images of 'loop-pets-1'");
    }
  }

  private void expectNothingMore(TopicTail tail) throws Exception {
    try (LoopDriver again = new LoopDriver(clients, BUDGET, news::add)) {
      again.start();
      assertThat(again.look()).isInstanceOf(LoopStep.Waits.class);
      assertThat(tail.awaitCaughtUp(Duration.ofSeconds(10))).isTrue();
      assertThat(asked).isEmpty();
    }
  }

  private Incoming next() throws InterruptedException {
    Incoming record = asked.poll(30, TimeUnit.SECONDS);
    assertThat(record).isNotNull();
    return record;
  }
}
