package org.detdiffusion.workbench.bench.coco;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.data.Trees;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.bench.Processor;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * Evaluates the same two files with {@code CocoEvaluation} and with pycocotools, in turn.
 *
 * @param images of 80 classes and 100 detections each
 * @param python the one that has pycocotools; the usual ones are tried when empty
 */
public record CocoBench(int images, int rounds, CocoType type, Optional<Path> python, boolean json)
    implements Task {
  private static final int CLASSES = 80;
  private static final int DETECTIONS = 100;

  public CocoBench {
    if (images < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "%d images in %d rounds are none to measure; ask for 1 or more of both"
              .formatted(images, rounds));
    }
  }

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    Path directory = Files.createTempDirectory("detdiffusion-coco");
    Optional<Pycocotools> theirs = Pycocotools.find(pythons());
    try {
      if (python.isPresent() && theirs.isEmpty()) {
        throw new WorkbenchException(
            "'%s' can't import pycocotools; install it there".formatted(python.get()));
      }
      CocoReport report = measure(directory, theirs, err);
      out.println(json ? report.json() : report.text());
      if (!report.agree()) {
        throw new WorkbenchException("the twelve numbers are not pycocotools'");
      }
    } finally {
      theirs.ifPresent(Pycocotools::close);
      Trees.delete(directory);
    }
  }

  private List<String> pythons() {
    return python
        .map(path -> List.of(path.toString()))
        .orElse(List.of("/usr/bin/python3", "python3"));
  }

  private CocoReport measure(Path directory, Optional<Pycocotools> theirs, PrintWriter err)
      throws IOException {
    SyntheticCoco data = new SyntheticCoco(images, CLASSES, DETECTIONS, type, 0);
    Path truth = directory.resolve("truth.json");
    Path detections = directory.resolve("detections.json");
    data.writeGroundTruth(truth);
    data.writeDetections(detections);
    List<CocoRun> ours = new ArrayList<>();
    List<CocoRun> others = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      err.println("round " + round + " of " + rounds);
      ours.add(CocoRun.ours(truth, detections, type));
      if (theirs.isPresent()) {
        others.add(theirs.get().run(truth, detections, type));
      }
    }
    return new CocoReport(Processor.name(), data, theirs.map(Pycocotools::version), ours, others);
  }
}
