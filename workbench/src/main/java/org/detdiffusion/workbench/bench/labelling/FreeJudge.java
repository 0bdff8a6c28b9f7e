package org.detdiffusion.workbench.bench.labelling;

import java.util.List;
import org.detdiffusion.labeller.Judge;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;

/** A detector that costs nothing: it says the same of every image. */
public record FreeJudge(String className) implements Judge {

  @Override
  public int imageSize() {
    return 0;
  }

  @Override
  public List<Detection> detect(PixelImage image) {
    return List.of(
        new Detection(className, new Box(8, 8, 24, 24), 0.9),
        new Detection(className, new Box(32, 24, 20, 28), 0.7),
        new Detection(className, new Box(4, 36, 16, 16), 0.4));
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
