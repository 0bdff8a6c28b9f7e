package org.detdiffusion.perception.scenes;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.DataSet;

/**
 * The bundled data set: composed scenes of real photographs of clothes. No garment occurs in two
 * splits.
 */
public final class Scenes {
  public static final String NAME = "scenes";

  private Scenes() {}

  /** The six class names. */
  public static List<String> classes() {
    return List.copyOf(Wardrobe.CLASSES.values());
  }

  /** Splits "train", "extra" and "test" of the asked sizes; ids such as "scenes-train-00012". */
  public static DataSet dataSet(SceneOptions options) {
    List<AnnotatedImage> images = new ArrayList<>();
    images.addAll(split(DataSet.TRAIN, options.train(), options.seed()));
    images.addAll(split(DataSet.EXTRA, options.extra(), options.seed()));
    images.addAll(split(DataSet.TEST, options.test(), options.seed()));
    return new DataSet(NAME, classes(), images);
  }

  private static List<AnnotatedImage> split(String split, int count, long seed) {
    SceneComposer composer = SceneComposer.ofSplit(split);
    List<AnnotatedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "%s-%s-%05d".formatted(NAME, split, i);
      images.add(composer.compose(id, split, seed));
    }
    return images;
  }
}
