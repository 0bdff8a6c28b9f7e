package org.detdiffusion.networks.detection;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/** One training batch as the loss method takes it. */
final class DetectorBatch {

  private final DetectorConfig config;
  private final int size;
  private final float[] images;
  private final float[] classes;
  private final float[] distances;
  private final float[] positive;
  private final float[] counted;

  DetectorBatch(DetectorConfig config, List<AnnotatedImage> annotated) {
    this.config = config;
    size = annotated.size();
    int points = config.gridSize() * config.gridSize();
    images = new float[size * 3 * config.imageSize() * config.imageSize()];
    classes = new float[size * config.classes().size() * points];
    distances = new float[size * 4 * points];
    positive = new float[size * points];
    counted = new float[size * points];
    for (int i = 0; i < size; i++) {
      fill(i, annotated.get(i));
    }
  }

  private void fill(int i, AnnotatedImage annotated) {
    ImageArrays.check(annotated.image(), config.imageSize());
    ImageArrays.fill(annotated.image(), images, i * images.length / size);
    DetectionTargets targets = new DetectionTargets(config, annotated.objects());
    copy(targets.classes, classes, i);
    copy(targets.distances, distances, i);
    copy(targets.positive, positive, i);
    copy(targets.counted, counted, i);
  }

  private static void copy(float[] one, float[] all, int i) {
    System.arraycopy(one, 0, all, i * one.length, one.length);
  }

  /** In the order of the loss method. */
  NDList toArrays(NDManager manager) {
    int grid = config.gridSize();
    int side = config.imageSize();
    return new NDList(
        manager.create(images, new Shape(size, 3, side, side)),
        manager.create(classes, new Shape(size, config.classes().size(), grid, grid)),
        manager.create(distances, new Shape(size, 4, grid, grid)),
        manager.create(positive, new Shape(size, 1, grid, grid)),
        manager.create(counted, new Shape(size, 1, grid, grid)));
  }
}
