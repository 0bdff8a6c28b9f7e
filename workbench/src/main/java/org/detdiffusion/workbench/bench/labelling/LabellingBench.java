package org.detdiffusion.workbench.bench.labelling;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.labeller.Judge;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.data.Trees;
import org.detdiffusion.perception.scenes.Scenes;
import org.detdiffusion.workbench.bench.Processor;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;

/**
 * The labeller's loop on a real broker in this process: with a detector that costs nothing, and
 * with the pocket detector.
 *
 * @param images that each round of the first judges; the pocket detector judges a tenth of them
 */
public record LabellingBench(int images, int rounds, boolean json) implements Task {
  private static final int TENTH = 10;
  private static final Duration CATCH_UP = Duration.ofMinutes(2);

  public LabellingBench {
    if (images < 1000 || rounds < 1) {
      throw new IllegalArgumentException(
          "%d images in %d rounds say little; ask for 1000 images or more, and 1 round"
              .formatted(images, rounds));
    }
  }

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    Path directory = Files.createTempDirectory("detdiffusion-labelling");
    try {
      LabellingReport report = measure(directory, err);
      out.println(json ? report.json() : report.text());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("the measurement was interrupted", interrupted);
    } catch (PublishException away) {
      throw new WorkbenchException(away.getMessage(), away);
    } finally {
      Trees.delete(directory);
    }
  }

  private LabellingReport measure(Path directory, PrintWriter err)
      throws IOException, InterruptedException, PublishException, WorkbenchException {
    SceneStream scenes = new SceneStream();
    try (EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory.resolve("broker")).start();
        Judge pocket = PocketJudge.of(scenes.scenes(), directory.resolve("models"))) {
      KafkaClients clients =
          new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
      clients.ensureTopics(1, 1);
      try (Publisher publisher = clients.publisher()) {
        scenes.publish(publisher, images);
      }
      Judge free = new FreeJudge(Scenes.classes().get(0));
      LabellingRow nothing = row("costs nothing", free, images, clients, err);
      requireEveryRecordOnce(clients);
      LabellingRow network = row("pocket detector", pocket, images / TENTH, clients, err);
      return new LabellingReport(Processor.name(), scenes.bytes(), List.of(nothing, network));
    }
  }

  private LabellingRow row(
      String detector, Judge judge, int count, KafkaClients clients, PrintWriter err)
      throws IOException, InterruptedException {
    List<CpuTimes> spent = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      err.println(detector + ": round " + round + " of " + rounds);
      spent.add(new LabellingRound(detector + " " + round, judge, count).run(clients));
    }
    return new LabellingRow(detector, count, spent);
  }

  private void requireEveryRecordOnce(KafkaClients clients)
      throws InterruptedException, WorkbenchException {
    AtomicInteger records = new AtomicInteger();
    try (TopicTail tail =
        new TopicTail(
            "bench-count",
            clients,
            List.of(Topics.ATTRIBUTE_RECORDS),
            record -> records.incrementAndGet())) {
      tail.start();
      if (!tail.awaitCaughtUp(CATCH_UP) || records.get() != images * rounds) {
        throw new WorkbenchException(
            "%d attribute records were written where %d were due; run it again"
                .formatted(records.get(), images * rounds));
      }
    }
  }
}
