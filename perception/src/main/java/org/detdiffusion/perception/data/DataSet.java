package org.detdiffusion.perception.data;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/**
 * Annotated images of one size, in splits.
 *
 * <p>{@link #TRAIN} is what a detector and a generator learn from. {@link #EXTRA} are further real
 * images of the training side: for a judge, and to ask what more real data would bring. {@link
 * #TEST} is held out from everything.
 *
 * @param classes every class name, in the order of the source
 */
public record DataSet(String name, List<String> classes, List<AnnotatedImage> images) {
  public static final String TRAIN = "train";
  public static final String EXTRA = "extra";
  public static final String TEST = "test";

  public DataSet {
    classes = List.copyOf(classes);
    images = List.copyOf(images);
  }

  /** The images of a split, in order; none when there is no such split. */
  public List<AnnotatedImage> images(String split) {
    return images.stream().filter(image -> image.split().equals(split)).toList();
  }
}
