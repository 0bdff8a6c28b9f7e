package org.detdiffusion.workbench.page.images;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImage;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.Refusal;
import org.detdiffusion.workerkit.RecordReader;

/** Messages and pixels of indexed images, read from Kafka or the image store when asked for. */
public record StoredImages(RecordReader records, MessageImages images) {

  /** An image's bytes with what kind they are. */
  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  public record Picture(byte[] bytes, String contentType) {}

  public Picture picture(IndexedImage image) {
    if (image.synthetic()) {
      SyntheticImage made = synthetic(image);
      return picture(MessageImage.of(made), made.getContentType());
    }
    AnnotatedImageMessage real = real(image);
    return picture(MessageImage.of(real), real.getContentType());
  }

  private Picture picture(MessageImage image, String contentType) {
    try {
      return new Picture(images.bytes(image), contentType);
    } catch (ImageException notThere) {
      throw Refusal.notFound(notThere.getMessage());
    }
  }

  public SyntheticImage synthetic(IndexedImage image) {
    try {
      return Wire.decode(SyntheticImage.class, placed(image).record().value());
    } catch (UnreadableMessageException changed) {
      throw Refusal.notFound(changed.getMessage());
    }
  }

  public AnnotatedImageMessage real(IndexedImage image) {
    try {
      return Wire.decode(AnnotatedImageMessage.class, placed(image).record().value());
    } catch (UnreadableMessageException changed) {
      throw Refusal.notFound(changed.getMessage());
    }
  }

  /** When its message was written. */
  public Instant time(IndexedImage image) {
    return placed(image).time();
  }

  /** Of any record; empty when it is not there any more. */
  public Optional<byte[]> value(String topic, int partition, long offset) {
    return read(topic, partition, offset).map(placed -> placed.record().value());
  }

  private RecordReader.Placed placed(IndexedImage image) {
    IndexedImage.Place place = image.place();
    return read(place.topic(), place.partition(), place.offset())
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "The message of image '%s' is not on %s any more."
                        .formatted(image.id(), place.topic())));
  }

  private Optional<RecordReader.Placed> read(String topic, int partition, long offset) {
    try {
      return records.read(topic, partition, offset);
    } catch (IOException away) {
      throw Refusal.unavailable(away.getMessage());
    }
  }
}
