package org.detdiffusion.workbench.report;

import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;

/** A box to draw: coloured by class, dashed where the object is hard. */
public record MarkedBox(String className, Box box, boolean hard) {

  public static MarkedBox of(AnnotatedObject object) {
    boolean hard = object.attribute().filter(Attribute.HARD::equals).isPresent();
    return new MarkedBox(object.className(), object.box(), hard);
  }
}
