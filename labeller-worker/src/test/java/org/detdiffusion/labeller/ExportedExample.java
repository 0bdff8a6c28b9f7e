package org.detdiffusion.labeller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.TorchFile;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;

/** A TorchScript file in YOLOv5's layout that sees one square of any image, the one top left. */
final class ExportedExample {
  private static final float[] ROW = {10, 10, 20, 20, 1, 0.75f};

  private ExportedExample() {}

  static void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("config.json"),
        "{\"classes\": [\"square\"], \"output\": \"yolov5\", \"imgsz\": 64}");
    Parameters parameters = Parameters.decayedAndPlain();
    Trace.Method method = Trace.method("look", parameters, ExportedExample::look);
    try (Weights weights = Weights.of(parameters, Map.of("row", ROW))) {
      TorchFile.write(directory.resolve("model.torchscript"), method, parameters, weights);
    }
  }

  private static Tensor look(Trace trace) {
    Tensor nothing = trace.input("images", 1, 3, Examples.SIDE, Examples.SIDE).mean().times(0);
    return trace.root().parameter("row", Initializer.constant(0), 1, 1, 6).plus(nothing);
  }
}
