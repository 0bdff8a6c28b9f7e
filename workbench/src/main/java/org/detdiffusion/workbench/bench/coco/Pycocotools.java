package org.detdiffusion.workbench.bench.coco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.bench.PythonProgram;

/** A Python that has pycocotools, to evaluate beside us. */
record Pycocotools(PythonProgram python) implements AutoCloseable {

  /** The first of these programs that can {@code import pycocotools}. */
  static Optional<Pycocotools> find(List<String> pythons) {
    return PythonProgram.find(pythons, Pycocotools.class, "coco.py").map(Pycocotools::new);
  }

  /** Of pycocotools, numpy and Python. */
  String version() {
    return python.version();
  }

  /** Evaluates boxes or masks. */
  CocoRun run(Path groundTruth, Path detections, CocoType type) throws IOException {
    ObjectNode request = python.request();
    request.put("groundTruth", groundTruth.toAbsolutePath().toString());
    request.put("detections", detections.toAbsolutePath().toString());
    request.put("type", type == CocoType.BOX ? "bbox" : "segm");
    JsonNode answer = python.ask(request);
    List<Double> stats = new ArrayList<>();
    answer.path("stats").forEach(number -> stats.add(number.asDouble()));
    return new CocoRun(answer.path("read").asDouble(), answer.path("evaluate").asDouble(), stats);
  }

  @Override
  public void close() {
    python.close();
  }
}
