package org.detdiffusion.workbench.bench.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.data.Trees;
import org.detdiffusion.workbench.bench.Processor;
import org.detdiffusion.workbench.bench.labelling.SceneStream;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.PublishException;

/**
 * The workers' loops beside Kafka's own clients, on a real broker in this process, which takes its
 * part of the same processors.
 *
 * @param rounds in which everything is measured in turn, after one to warm up
 */
public record StreamBench(StreamSizes sizes, int rounds, boolean json) implements Task {

  public StreamBench {
    if (rounds < 1) {
      throw new IllegalArgumentException(rounds + " rounds measure nothing; ask for 1 or more");
    }
  }

  /**
   * @param quick a third of the work, and fewer sizes of pools
   */
  public StreamBench(boolean quick, int rounds, boolean json) {
    this(quick ? StreamSizes.quick() : StreamSizes.full(), rounds, json);
  }

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    Path directory = Files.createTempDirectory("detdiffusion-stream");
    try {
      StreamReport report = measure(directory, err);
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

  private StreamReport measure(Path directory, PrintWriter err)
      throws IOException, InterruptedException, PublishException, WorkbenchException {
    SceneStream scenes = new SceneStream();
    try (EmbeddedKafka broker = EmbeddedKafka.builder().dir(directory.resolve("broker")).start();
        Generator pocket = YoungGenerator.of(scenes.scenes(), directory.resolve("models"))) {
      var subjects = new Subjects(StreamBroker.at(broker.bootstrapServers()), scenes, pocket);
      subjects.fill(sizes.records());
      round(subjects.of(StreamSizes.tiny()), List.of(), "warming up", err);
      List<Subject> measured = subjects.of(sizes);
      var figures = measured.stream().map(each -> new Figures(each.title(), each.unit())).toList();
      for (int round = 1; round <= rounds; round++) {
        round(measured, figures, "round " + round + " of " + rounds, err);
      }
      return report(measured, figures);
    }
  }

  private static void round(
      List<Subject> subjects, List<Figures> figures, String which, PrintWriter err)
      throws InterruptedException, WorkbenchException {
    for (int i = 0; i < subjects.size(); i++) {
      err.println(which + ": " + subjects.get(i).title());
      var round = subjects.get(i).round();
      if (!figures.isEmpty()) {
        figures.get(i).add(round);
      }
    }
  }

  private StreamReport report(List<Subject> subjects, List<Figures> figures) throws IOException {
    List<Promise> promises = new ArrayList<>();
    List<Figure> all = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      promises.addAll(subjects.get(i).promises(figures.get(i)));
      all.addAll(figures.get(i).all());
    }
    return new StreamReport(
        Processor.name(), Runtime.getRuntime().availableProcessors(), rounds, promises, all);
  }
}
