package org.detdiffusion.trainer;

import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images from messages; one that can't be decoded, or isn't what its message says, is left out of
 * training.
 */
record Decoding(MessageImages images) {
  private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);

  /**
   * @throws ImageException when the image lies in a store that doesn't have it, or isn't there: to
   *     train without it would be another run
   */
  Optional<AnnotatedImage> image(AnnotatedImageMessage message) throws ImageException {
    try {
      return Optional.of(Messages.fromMessage(images.whole(message)));
    } catch (ImageException failed) {
      return leftOut(failed);
    } catch (InvalidMessageException invalid) {
      return leftOut(invalid.getMessage());
    }
  }

  /** As for real images. */
  Optional<AnnotatedImage> image(SyntheticImage message) throws ImageException {
    try {
      return Optional.of(Messages.fromMessage(images.whole(message)));
    } catch (ImageException failed) {
      return leftOut(failed);
    } catch (InvalidMessageException invalid) {
      return leftOut(invalid.getMessage());
    }
  }

  private static Optional<AnnotatedImage> leftOut(ImageException failed) throws ImageException {
    return switch (failed.kind()) {
      case IMAGE_MISSING, IMAGE_STORE_AWAY, NO_IMAGE_STORE -> throw failed;
      case BAD_IMAGE_REFERENCE, IMAGE_TOO_LARGE, IMAGE_ALTERED -> leftOut(failed.getMessage());
    };
  }

  private static Optional<AnnotatedImage> leftOut(String reason) {
    LOG.warn("left an image out of training: {}", reason);
    return Optional.empty();
  }
}
