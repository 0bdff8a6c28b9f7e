package org.detdiffusion.perception.plan;

import java.util.Optional;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** Sets the attributes that an image is made with. */
final class Strategies {
  private Strategies() {}

  /** ORIGIN leaves what the detector gave; EASY and HARD set all objects. */
  static Layout apply(Strategy strategy, Layout layout) {
    return switch (strategy) {
      case ORIGIN -> layout;
      case EASY -> all(Attribute.EASY, layout);
      case HARD -> all(Attribute.HARD, layout);
    };
  }

  private static Layout all(Attribute attribute, Layout layout) {
    return new Layout(
        layout.width(),
        layout.height(),
        layout.objects().stream()
            .map(
                object ->
                    new LayoutObject(object.className(), object.box(), Optional.of(attribute)))
            .toList());
  }
}
