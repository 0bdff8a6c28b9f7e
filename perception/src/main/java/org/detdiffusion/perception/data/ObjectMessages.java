package org.detdiffusion.perception.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.RunLengths;
import org.detdiffusion.perception.layout.LayoutObject;

/** Objects to messages and back; masks travel as COCO run lengths. */
public final class ObjectMessages {
  /** More objects than on any photograph, and fewer than would hold up a worker. */
  private static final int MOST_OBJECTS = 10_000;

  /** Of all masks of an image together: 128 MiB, which a short text can ask for. */
  private static final long MOST_MASK_PIXELS = 1L << 30;

  private ObjectMessages() {}

  /** An object of an image. */
  public static ObjectAnnotation toMessage(AnnotatedObject object) {
    return builder(object.className(), object.box(), object.attribute())
        .setMask(object.mask().map(RunLengths::encode).orElse(null))
        .setCrowd(object.crowd())
        .build();
  }

  /**
   * @param what for the message, such as "image 'a'"
   * @throws InvalidMessageException when class, box or mask make no sense in an image of that size
   */
  public static AnnotatedObject fromMessage(
      String what, ObjectAnnotation message, int width, int height) throws InvalidMessageException {
    Box box = box(what, message, width, height);
    return new AnnotatedObject(
        message.getClassName(),
        box,
        mask(what, message, width, height),
        message.getCrowd(),
        attribute(message.getDifficulty()));
  }

  static List<ObjectAnnotation> toMessages(List<AnnotatedObject> objects) {
    return objects.stream().map(ObjectMessages::toMessage).toList();
  }

  static List<AnnotatedObject> fromMessages(
      String what, List<ObjectAnnotation> messages, int width, int height)
      throws InvalidMessageException {
    requireReasonable(what, messages.size());
    long masks = messages.stream().filter(message -> message.getMask() != null).count();
    if (masks * width * height > MOST_MASK_PIXELS) {
      throw new InvalidMessageException(
          "%s has %d masks of %dx%d pixels, more than 1024 million pixels: leave some out"
              .formatted(what, masks, width, height));
    }
    List<AnnotatedObject> objects = new ArrayList<>();
    for (ObjectAnnotation message : messages) {
      objects.add(fromMessage(what, message, width, height));
    }
    return objects;
  }

  static List<ObjectAnnotation> toLayoutMessages(List<LayoutObject> objects) {
    return objects.stream()
        .map(object -> builder(object.className(), object.box(), object.attribute()).build())
        .toList();
  }

  static List<LayoutObject> fromLayoutMessages(
      List<ObjectAnnotation> messages, int width, int height) throws InvalidMessageException {
    requireReasonable("a layout", messages.size());
    List<LayoutObject> objects = new ArrayList<>();
    for (ObjectAnnotation message : messages) {
      Box box = box("a layout", message, width, height);
      objects.add(
          new LayoutObject(message.getClassName(), box, attribute(message.getDifficulty())));
    }
    return objects;
  }

  private static void requireReasonable(String what, int objects) throws InvalidMessageException {
    if (objects > MOST_OBJECTS) {
      throw new InvalidMessageException(
          "%s has %d objects and %d are the most: leave some out"
              .formatted(what, objects, MOST_OBJECTS));
    }
  }

  private static ObjectAnnotation.Builder builder(
      String className, Box box, Optional<Attribute> attribute) {
    return ObjectAnnotation.newBuilder()
        .setClassName(className)
        .setX(box.x())
        .setY(box.y())
        .setWidth(box.width())
        .setHeight(box.height())
        .setDifficulty(attribute.map(value -> Difficulty.valueOf(value.name())).orElse(null));
  }

  private static Optional<Attribute> attribute(Difficulty difficulty) {
    return Optional.ofNullable(difficulty).map(value -> Attribute.valueOf(value.name()));
  }

  private static Box box(String what, ObjectAnnotation message, int width, int height)
      throws InvalidMessageException {
    if (message.getClassName().isBlank()) {
      throw new InvalidMessageException(what + " has an object without class: name its className");
    }
    Box box = new Box(message.getX(), message.getY(), message.getWidth(), message.getHeight());
    Box inside = box.clip(width, height);
    if (!(Double.isFinite(box.area()) && inside.width() > 0 && inside.height() > 0)) {
      throw new InvalidMessageException(
          "%s has a box [%s, %s, %s, %s] without area inside its %dx%d pixels: correct the box"
              .formatted(what, box.x(), box.y(), box.width(), box.height(), width, height));
    }
    return box;
  }

  private static Optional<Mask> mask(String what, ObjectAnnotation message, int width, int height)
      throws InvalidMessageException {
    try {
      return Optional.ofNullable(message.getMask())
          .map(text -> RunLengths.decode(text, width, height));
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageException(
          "%s has a mask that is no COCO run lengths of %dx%d: %s"
              .formatted(what, width, height, e.getMessage()),
          e);
    }
  }
}
