package org.detdiffusion.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.detdiffusion.messages.ImageVerdict;
import org.detdiffusion.messages.ObjectVerdict;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.attribute.LayoutAgreement;
import org.detdiffusion.perception.attribute.Verdict;

/**
 * What the gate says of one synthetic image; a line of the run's file of verdicts.
 *
 * @param image id
 * @param agreement share of the asked objects that were found, 0 to 1
 * @param unasked how many things were seen that nothing asked for
 * @param objects the asked objects, in their order
 */
record GateVerdict(
    String image, GateOutcome outcome, double agreement, int unasked, List<Asked> objects) {

  /**
   * One asked object.
   *
   * @param score of the detection that overlaps it most; 0 without any
   * @param iou of that detection's box with the object's; 0 without any
   */
  record Asked(String className, boolean found, double score, double iou) {
    ObjectVerdict message() {
      return new ObjectVerdict(found, score, iou);
    }
  }

  /** What a line lacks is null: such a verdict is none. */
  GateVerdict {
    Stream.of(image, outcome, objects).forEach(Objects::requireNonNull);
  }

  /** As others are told of it. */
  ImageVerdict message() {
    boolean kept = outcome == GateOutcome.KEPT;
    return ImageVerdict.newBuilder()
        .setImageId(image)
        .setKept(kept)
        .setReason(kept ? "" : outcome.tag())
        .setAgreement(agreement)
        .setUnasked(unasked)
        .setObjects(objects.stream().map(Asked::message).toList())
        .build();
  }

  static GateVerdict of(AnnotatedImage image, LayoutAgreement agreement, GateOutcome outcome) {
    List<Asked> objects = new ArrayList<>();
    for (int i = 0; i < image.objects().size(); i++) {
      Verdict seen = agreement.verdicts().get(i);
      boolean found = seen.attribute() == Attribute.EASY;
      String className = image.objects().get(i).className();
      objects.add(new Asked(className, found, seen.score(), seen.iou()));
    }
    return new GateVerdict(image.id(), outcome, agreement.share(), agreement.unasked(), objects);
  }
}
