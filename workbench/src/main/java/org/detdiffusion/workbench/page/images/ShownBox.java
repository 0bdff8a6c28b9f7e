package org.detdiffusion.workbench.page.images;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.ObjectVerdict;

/**
 * An object of a shown image, in pixels of the image.
 *
 * @param difficulty empty where no detector has judged
 * @param score of the prediction that matched best
 * @param overlap of that prediction with the box, as intersection over union
 * @param found whether a gate has found the object; empty where none was asked
 */
public record ShownBox(
    String className,
    double x,
    double y,
    double width,
    double height,
    Optional<Difficulty> difficulty,
    Optional<Double> score,
    Optional<Double> overlap,
    Optional<Boolean> found) {

  static List<ShownBox> of(List<ObjectAnnotation> objects) {
    return objects.stream().map(ShownBox::of).toList();
  }

  /** Names repeat in thousands of images, so one copy of each is kept. */
  private static ShownBox of(ObjectAnnotation object) {
    return new ShownBox(
        object.getClassName().intern(),
        object.getX(),
        object.getY(),
        object.getWidth(),
        object.getHeight(),
        Optional.ofNullable(object.getDifficulty()),
        finite(object.getMatchedScore()),
        finite(object.getMatchedIou()),
        Optional.empty());
  }

  /** Whether both list the same classes and boxes in the same order. */
  static boolean sameObjects(List<ShownBox> some, List<ShownBox> others) {
    return some.stream()
        .map(ShownBox::bare)
        .toList()
        .equals(others.stream().map(ShownBox::bare).toList());
  }

  private ShownBox bare() {
    return with(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** As a gate has seen it. */
  ShownBox seen(ObjectVerdict verdict) {
    return with(
        difficulty,
        finite(verdict.getScore()),
        finite(verdict.getIou()),
        Optional.of(verdict.getFound()));
  }

  private ShownBox with(
      Optional<Difficulty> attribute,
      Optional<Double> bestScore,
      Optional<Double> bestOverlap,
      Optional<Boolean> isFound) {
    return new ShownBox(className, x, y, width, height, attribute, bestScore, bestOverlap, isFound);
  }

  /** The object of a message with this verdict. */
  ObjectAnnotation onto(ObjectAnnotation object) {
    return ObjectAnnotation.newBuilder(object)
        .setDifficulty(difficulty.orElse(null))
        .setMatchedScore(score.orElse(null))
        .setMatchedIou(overlap.orElse(null))
        .build();
  }

  /** JSON has no NaN. */
  private static Optional<Double> finite(Double value) {
    return Optional.ofNullable(value).filter(Double::isFinite);
  }
}
