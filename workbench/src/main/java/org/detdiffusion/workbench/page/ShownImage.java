package org.detdiffusion.workbench.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.images.MessageImage;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.SyntheticImage;

/**
 * An image as the page shows it.
 *
 * @param number under which its bytes are fetched
 * @param note where it comes from, one short line
 */
public record ShownImage(
    long number,
    String id,
    String note,
    int width,
    int height,
    List<ShownBox> boxes,
    @JsonIgnore String contentType,
    @JsonIgnore MessageImage image) {

  /** In pixels of the image. */
  public record ShownBox(
      String className, double x, double y, double width, double height, boolean hard) {}

  static ShownImage of(long number, AnnotatedImageMessage image) {
    return new ShownImage(
        number,
        image.getId(),
        image.getDataSet() + ", " + image.getSplit(),
        image.getWidth(),
        image.getHeight(),
        boxes(image.getObjects()),
        image.getContentType(),
        MessageImage.of(image));
  }

  static ShownImage of(long number, SyntheticImage image) {
    return new ShownImage(
        number,
        image.getId(),
        String.format(Locale.ROOT, "%s, %.0f ms", image.getGenerator(), image.getMillis()),
        image.getLayout().getWidth(),
        image.getLayout().getHeight(),
        boxes(image.getLayout().getObjects()),
        image.getContentType(),
        MessageImage.of(image));
  }

  private static List<ShownBox> boxes(List<ObjectAnnotation> objects) {
    return objects.stream()
        .map(
            object ->
                new ShownBox(
                    object.getClassName(),
                    object.getX(),
                    object.getY(),
                    object.getWidth(),
                    object.getHeight(),
                    object.getDifficulty() == Difficulty.HARD))
        .toList();
  }
}
