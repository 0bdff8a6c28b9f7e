package org.detdiffusion.trainer;

import java.util.Optional;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images from messages; one that can't be decoded is left out of training. */
final class Decoding {
  private static final Logger LOG = LoggerFactory.getLogger(Decoding.class);

  private Decoding() {}

  static Optional<AnnotatedImage> image(AnnotatedImageMessage message) {
    try {
      return Optional.of(Messages.fromMessage(message));
    } catch (InvalidMessageException invalid) {
      LOG.warn("left an image out of training: {}", invalid.getMessage());
      return Optional.empty();
    }
  }

  static Optional<AnnotatedImage> image(SyntheticImage message) {
    try {
      return Optional.of(Messages.fromMessage(message));
    } catch (InvalidMessageException invalid) {
      LOG.warn("left a synthetic image out of training: {}", invalid.getMessage());
      return Optional.empty();
    }
  }
}
