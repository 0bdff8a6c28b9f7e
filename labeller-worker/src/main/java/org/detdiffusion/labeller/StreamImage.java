package org.detdiffusion.labeller;

import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.workerkit.AwayException;
import org.detdiffusion.workerkit.Ids;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** An image of the stream, as its message and decoded. */
record StreamImage(AnnotatedImageMessage message, AnnotatedImage decoded) {

  /**
   * The message alone, its picture not yet looked at.
   *
   * @throws RejectedException when the bytes are no such message, or its ids too long
   */
  static AnnotatedImageMessage message(Incoming record) throws RejectedException {
    try {
      AnnotatedImageMessage message = Wire.decode(AnnotatedImageMessage.class, record.value());
      Ids.check("image id", message.getId());
      Ids.check("dataSet", message.getDataSet());
      Ids.check("split", message.getSplit());
      return message;
    } catch (UnreadableMessageException unreadable) {
      throw RejectedException.of(unreadable);
    }
  }

  /**
   * With its picture.
   *
   * @throws RejectedException when the picture is none, or not as the message says
   * @throws AwayException when it lies in the image store and that is away
   */
  static StreamImage of(AnnotatedImageMessage message, MessageImages images)
      throws RejectedException {
    try {
      return new StreamImage(message, Messages.fromMessage(images.whole(message)));
    } catch (ImageException failed) {
      if (failed.kind() == ImageException.Kind.IMAGE_STORE_AWAY) {
        throw new AwayException(failed.getMessage(), failed);
      }
      throw new RejectedException(PermanentCode.valueOf(failed.kind().name()), failed.getMessage());
    } catch (InvalidMessageException invalid) {
      throw new RejectedException(PermanentCode.INVALID_IMAGE, invalid.getMessage());
    }
  }
}
