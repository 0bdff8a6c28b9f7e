package org.detdiffusion.perception.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/**
 * How much a plan with a focus makes of each real object and of each real layout. An object weighs
 *
 * <ul>
 *   <li>NONE: 1
 *   <li>RARE_CLASSES: 1 / sqrt(f), f the share of all objects that its class has
 *   <li>WEAK_CLASSES: (h + 1) / (n + 2), n the objects of its class and h the hard ones among them
 *   <li>HARD_OBJECTS: 1 + the hard objects of its image
 * </ul>
 *
 * and a layout as much as the heaviest of its objects, as images do in LVIS's repeat factor
 * sampling (Gupta et al., CVPR 2019, 1/sqrt(f) too).
 */
final class FocusWeights {
  private final Focus focus;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Integer> hard = new HashMap<>();
  private int objects;

  /**
   * Counts the objects of real layouts.
   *
   * @throws IllegalArgumentException when the focus needs judged objects and none is
   */
  FocusWeights(Focus focus, List<Layout> layouts) {
    this.focus = focus;
    boolean judged = false;
    for (Layout layout : layouts) {
      for (LayoutObject object : layout.objects()) {
        seen.merge(object.className(), 1, Integer::sum);
        hard.merge(object.className(), isHard(object) ? 1 : 0, Integer::sum);
        judged |= object.attribute().isPresent();
        objects++;
      }
    }
    if (!judged && (focus == Focus.WEAK_CLASSES || focus == Focus.HARD_OBJECTS)) {
      throw new IllegalArgumentException(
          "focus %s needs objects judged easy or hard, and of %d objects none is; label them or choose NONE or RARE_CLASSES"
              .formatted(focus, objects));
    }
  }

  /** The weights of one layout's objects. */
  ToDoubleFunction<LayoutObject> in(Layout layout) {
    long hardHere = layout.objects().stream().filter(FocusWeights::isHard).count();
    return object -> of(object.className(), hardHere);
  }

  double of(Layout layout) {
    return layout.objects().stream().mapToDouble(in(layout)).max().orElseThrow();
  }

  private double of(String className, long hardInImage) {
    int count = seen.get(className);
    return switch (focus) {
      case NONE -> 1;
      case RARE_CLASSES -> 1 / Math.sqrt((double) count / objects);
      case WEAK_CLASSES -> (hard.get(className) + 1.0) / (count + 2);
      case HARD_OBJECTS -> 1.0 + hardInImage;
    };
  }

  private static boolean isHard(LayoutObject object) {
    return object.attribute().equals(Optional.of(Attribute.HARD));
  }
}
