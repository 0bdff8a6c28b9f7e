package org.detdiffusion.generator;

import java.nio.ByteBuffer;
import java.util.Map;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.Outgoing;

/** The messages that hand images over, with how they were made. */
final class SyntheticImages {
  private SyntheticImages() {}

  /** Keyed by the layout's id, so that a job done twice is known for one. */
  static Outgoing message(CheckedJob checked, PixelImage image, double millis) {
    LayoutJob job = checked.job();
    byte[] png = ImageFiles.png(image);
    SyntheticImage message =
        SyntheticImage.newBuilder()
            .setId(job.getId())
            .setJobId(job.getJobId())
            .setLayout(job.getLayout())
            .setContentType("image/png")
            .setImage(ByteBuffer.wrap(png))
            .setSha256(Sha256.of(png))
            .setGenerator(job.getGenerator())
            .setGeneratorSha256(checked.maker().sha256())
            .setPrompt(checked.maker().prompt(checked.layout()))
            .setSeed(job.getSeed())
            .setSampling(job.getSampling())
            .setMillis(millis)
            .build();
    Map<String, String> headers = Map.of("content-type", "image/png", "job-id", job.getJobId());
    return new Outgoing(Topics.SYNTHETIC_IMAGES, job.getId(), Wire.encode(message), headers);
  }
}
