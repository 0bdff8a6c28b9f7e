package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImage;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.trainer.Spool.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images from messages; one that can't be decoded, or isn't what its message says, is left out of
 * training. What lies in an image store is fetched once and then kept beside the messages.
 */
record Decoding(StreamStore store, MessageImages images) {
  private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);

  /** From a message to what is to be trained on. */
  @FunctionalInterface
  private interface Step {
    AnnotatedImage of(byte[] message)
        throws ImageException, InvalidMessageException, UnreadableMessageException, IOException;
  }

  /**
   * An annotated image.
   *
   * @param verdict the attribute record of it
   * @throws ImageException when the image lies in a store that doesn't have it, or isn't there: to
   *     train without it would be another run
   */
  Optional<AnnotatedImage> real(Place place, Optional<Place> verdict)
      throws ImageException, IOException {
    return decoded(
        place,
        bytes -> {
          var message = Wire.decode(AnnotatedImageMessage.class, bytes);
          AnnotatedImage image = Messages.fromMessage(whole(message, place));
          return verdict.isEmpty()
              ? image
              : AttributeJoin.join(
                  image, Wire.decode(AttributeRecord.class, store.read(verdict.get())));
        });
  }

  /** As for real images. */
  Optional<AnnotatedImage> synthetic(Place place) throws ImageException, IOException {
    return decoded(
        place,
        bytes -> {
          SyntheticImage message = Wire.decode(SyntheticImage.class, bytes);
          return Messages.fromMessage(whole(message, place));
        });
  }

  private Optional<AnnotatedImage> decoded(Place place, Step step)
      throws ImageException, IOException {
    try {
      return Optional.of(step.of(store.read(place)));
    } catch (ImageException failed) {
      return leftOut(failed);
    } catch (InvalidMessageException | UnreadableMessageException invalid) {
      return leftOut(invalid.getMessage());
    }
  }

  private AnnotatedImageMessage whole(AnnotatedImageMessage message, Place place)
      throws ImageException, IOException {
    return message.getStored() == null
        ? message
        : AnnotatedImageMessage.newBuilder(message)
            .setImage(ByteBuffer.wrap(fetched(MessageImage.of(message), place)))
            .setStored(null)
            .build();
  }

  private SyntheticImage whole(SyntheticImage message, Place place)
      throws ImageException, IOException {
    return message.getStored() == null
        ? message
        : SyntheticImage.newBuilder(message)
            .setImage(ByteBuffer.wrap(fetched(MessageImage.of(message), place)))
            .setStored(null)
            .build();
  }

  private byte[] fetched(MessageImage image, Place place) throws ImageException, IOException {
    Optional<byte[]> kept = store.fetched(place);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] bytes = images.bytes(image);
    store.keepFetched(place, bytes);
    return bytes;
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
