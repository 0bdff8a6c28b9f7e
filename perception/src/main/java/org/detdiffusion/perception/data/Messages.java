package org.detdiffusion.perception.data;

import java.nio.ByteBuffer;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** Images and layouts to messages and back. What comes from a message is checked. */
public final class Messages {
  /** Data set and split of images that a generator made. */
  public static final String SYNTHETIC = "synthetic";

  private static final String PNG = "image/png";

  private Messages() {}

  /** The image as PNG, with its SHA-256. */
  public static AnnotatedImageMessage toMessage(AnnotatedImage image) {
    byte[] png = ImageFiles.png(image.image());
    return AnnotatedImageMessage.newBuilder()
        .setId(image.id())
        .setDataSet(image.dataSet())
        .setSplit(image.split())
        .setWidth(image.image().width())
        .setHeight(image.image().height())
        .setContentType(PNG)
        .setImage(ByteBuffer.wrap(png))
        .setSha256(Sha256.of(png))
        .setObjects(ObjectMessages.toMessages(image.objects()))
        .build();
  }

  /**
   * @throws InvalidMessageException when the image is not as its SHA-256 and size say, or an object
   *     has no place in it
   */
  public static AnnotatedImage fromMessage(AnnotatedImageMessage message)
      throws InvalidMessageException {
    String what = "image '" + message.getId() + "'";
    PixelImage image = decode(what, message.getId(), message.getImage(), message.getSha256());
    requireSize(what, image, message.getWidth(), message.getHeight());
    return new AnnotatedImage(
        message.getId(),
        message.getDataSet(),
        message.getSplit(),
        image,
        ObjectMessages.fromMessages(what, message.getObjects(), image.width(), image.height()));
  }

  /**
   * What every reader asks of the objects, without a look at the picture.
   *
   * @throws InvalidMessageException when there are too many, or one has no place in the image
   */
  public static void requireObjects(AnnotatedImageMessage message) throws InvalidMessageException {
    var unused =
        ObjectMessages.fromMessages(
            "image '" + message.getId() + "'",
            message.getObjects(),
            message.getWidth(),
            message.getHeight());
  }

  /** The image with the objects that it was asked to show. */
  public static AnnotatedImage fromMessage(SyntheticImage message) throws InvalidMessageException {
    String what = "synthetic image '" + message.getId() + "'";
    PixelImage image = decode(what, message.getId(), message.getImage(), message.getSha256());
    LayoutMessage layout = message.getLayout();
    requireSize(what, image, layout.getWidth(), layout.getHeight());
    return new AnnotatedImage(
        message.getId(),
        SYNTHETIC,
        SYNTHETIC,
        image,
        ObjectMessages.fromMessages(what, layout.getObjects(), image.width(), image.height()));
  }

  public static LayoutMessage toMessage(Layout layout) {
    return LayoutMessage.newBuilder()
        .setWidth(layout.width())
        .setHeight(layout.height())
        .setObjects(ObjectMessages.toLayoutMessages(layout.objects()))
        .build();
  }

  /**
   * @throws InvalidMessageException when the layout has no reasonable size or a box no place in it
   */
  public static Layout fromMessage(LayoutMessage message) throws InvalidMessageException {
    int width = message.getWidth();
    int height = message.getHeight();
    if (width < 1 || height < 1 || (long) width * height > ImageFiles.MAX_PIXELS) {
      throw new InvalidMessageException(
          "a layout of %dx%d pixels is no image: use 1 to 16 million pixels"
              .formatted(width, height));
    }
    return new Layout(
        width, height, ObjectMessages.fromLayoutMessages(message.getObjects(), width, height));
  }

  private static PixelImage decode(String what, String name, ByteBuffer image, String sha256)
      throws InvalidMessageException {
    byte[] bytes = new byte[image.remaining()];
    image.duplicate().get(bytes);
    if (!Sha256.of(bytes).equals(sha256)) {
      throw new InvalidMessageException(
          what + " is not as its sha256 says: send the bytes that were hashed");
    }
    try {
      return ImageFiles.decode(bytes, name);
    } catch (InvalidImageException e) {
      throw new InvalidMessageException(e.getMessage(), e);
    }
  }

  private static void requireSize(String what, PixelImage image, int width, int height)
      throws InvalidMessageException {
    if (image.width() != width || image.height() != height) {
      throw new InvalidMessageException(
          "%s is %dx%d pixels but says %dx%d: state its real size"
              .formatted(what, image.width(), image.height(), width, height));
    }
  }
}
