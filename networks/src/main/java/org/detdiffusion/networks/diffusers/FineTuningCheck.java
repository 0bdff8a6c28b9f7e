package org.detdiffusion.networks.diffusers;

import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.UNet;

/**
 * Whether a fine-tuning fits its model.
 *
 * @param imageSize side of the examples in pixels
 */
record FineTuningCheck(
    FineTuning tuning, int imageSize, AutoencoderKl.Config autoencoder, UNet.Config unet) {

  /**
   * @throws IllegalArgumentException in one sentence
   */
  void check() {
    int multiple = LayoutModel.multiple(autoencoder, unet);
    require(
        imageSize >= multiple && imageSize % multiple == 0,
        "images of %dx%d pixels do not fit the model: their side must be a multiple of %d",
        imageSize,
        imageSize,
        multiple);
    int upscale = tuning.objective().head().upscale();
    require(
        upscale >= 1 && autoencoder.factor() % upscale == 0,
        "the perception head's upscale is %d, where a divisor of %d is needed",
        upscale,
        autoencoder.factor());
    int parts = tuning.learning().parts();
    require(
        parts >= 1 && tuning.run().batchSize() % parts == 0,
        "a batch of %d can't be done in %d equal parts",
        tuning.run().batchSize(),
        parts);
  }

  private static void require(boolean holds, String sentence, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(sentence.formatted(values));
    }
  }
}
