package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StageWalkTest {
  private static final List<Stage> STAGES =
      List.of(
          new Stage(
              "making images",
              List.of(new Outgoing(Topics.AUGMENTATION_JOBS, "round-1", new byte[] {1})),
              List.of(new Goal.Made("round-1", 2, 6))));

  @TempDir Path directory;
  private final StreamTables tables = new StreamTables();
  private EmbeddedKafka broker;
  private TopicTail tail;
  private Publisher publisher;

  @BeforeEach
  void followTheTopics() throws Exception {
    broker = EmbeddedKafka.builder().dir(directory.resolve("kafka")).start();
    var clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    clients.ensureTopics(1, 1);
    publisher = clients.publisher();
    tail = new TopicTail("test", clients, StreamTables.topics(), tables::accept);
    tail.start();
  }

  @AfterEach
  void stop() {
    tail.close();
    publisher.close();
    broker.close();
  }

  @Test
  void endsWhenItsJobIsCancelledWhileItWaits() throws Exception {
    CompletableFuture<Boolean> walk = CompletableFuture.supplyAsync(this::walk);
    while (!tables.isPublished(Topics.AUGMENTATION_JOBS, "round-1")) {
      tables.awaitNews(250);
    }
    cancel();
    expectEnd(walk);
  }

  @Test
  void endsWhenItsJobWasCancelledBeforeItWasStartedAgain() throws Exception {
    cancel();
    tail.requireCaughtUp(Duration.ofSeconds(30));
    expectEnd(CompletableFuture.supplyAsync(this::walk));
  }

  private static void expectEnd(CompletableFuture<Boolean> walk) {
    assertThatThrownBy(walk::join)
        .hasRootCauseInstanceOf(WorkbenchException.class)
        .hasRootCauseMessage(
            "The job 'round-1' was cancelled, so that its images will never be complete; start again in another --run-directory.");
  }

  private void cancel() throws Exception {
    byte[] value = Wire.encode(new JobCancellation("round-1"));
    publisher.publish(new Outgoing(Topics.CANCELLED_JOBS, "round-1", value));
  }

  private boolean walk() {
    PrintStream unseen =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try {
      Progress progress = new Progress(STAGES, tables, unseen, false, System::nanoTime);
      StageTimes times = StageTimes.open(directory, false, System::nanoTime);
      return new StageWalk(tables, publisher, progress, times, () -> false)
          .run(STAGES, stage -> {});
    } catch (WorkbenchException | InterruptedException ended) {
      throw new CompletionException(ended);
    }
  }
}
