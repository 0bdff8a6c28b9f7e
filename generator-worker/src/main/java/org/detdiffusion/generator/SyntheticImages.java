package org.detdiffusion.generator;

import java.nio.ByteBuffer;
import java.util.Map;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workerkit.Ids;
import org.detdiffusion.workerkit.Outgoing;

/** The messages that hand images over, with how they were made. */
record SyntheticImages(MessageImages images) {

  /**
   * Keyed by the layout's id, so that a job done twice is known for one. A large image is in the
   * store by the time its message is written.
   *
   * @throws ImageException when the image fits into no message and the store doesn't take it
   */
  Outgoing message(CheckedJob checked, PixelImage image, double millis) throws ImageException {
    LayoutJob job = checked.job();
    byte[] png = ImageFiles.png(image);
    SyntheticImage message =
        SyntheticImage.newBuilder()
            .setId(job.getId())
            .setJobId(job.getJobId())
            .setLayout(shown(checked))
            .setContentType("image/png")
            .setImage(ByteBuffer.wrap(png))
            .setSha256(Sha256.of(png))
            .setGenerator(job.getGenerator())
            .setGeneratorSha256(checked.generator().sha256())
            .setPrompt(checked.generator().prompt(checked.layout()))
            .setSeed(job.getSeed())
            .setSampling(job.getSampling())
            .setMillis(millis)
            .build();
    Map<String, String> headers =
        Map.of("content-type", "image/png", Ids.JOB_HEADER, job.getJobId());
    return new Outgoing(
        Topics.SYNTHETIC_IMAGES, job.getId(), Wire.encode(images.published(message)), headers);
  }

  /** Objects that the picture can't show must not become its labels. */
  private static LayoutMessage shown(CheckedJob checked) {
    Layout shown = checked.generator().shown(checked.layout());
    return shown.objects().size() == checked.layout().objects().size()
        ? checked.job().getLayout()
        : Messages.toMessage(shown);
  }
}
