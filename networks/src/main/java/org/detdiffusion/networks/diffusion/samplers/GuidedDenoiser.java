package org.detdiffusion.networks.diffusion.samplers;

/**
 * Classifier-free guidance (Ho and Salimans 2022): {@code null + scale (prompted - null)}, both
 * predictions in one call.
 *
 * @param scale 1 is the prompted prediction as it is
 */
public record GuidedDenoiser(double scale, Both network) implements Denoiser {

  /** A network that sees the batch twice: first with prompts, then with null prompts. */
  @FunctionalInterface
  public interface Both {

    /**
     * @param latents the batch, and the same again
     */
    float[] predict(float[] latents, int timestep);
  }

  @Override
  public double[] predict(double[] latents, int timestep) {
    int length = latents.length;
    float[] twice = new float[2 * length];
    for (int i = 0; i < length; i++) {
      twice[i] = twice[length + i] = (float) latents[i];
    }
    float[] both = network.predict(twice, timestep);
    double[] prediction = new double[length];
    for (int i = 0; i < length; i++) {
      prediction[i] = both[length + i] + scale * (both[i] - both[length + i]);
    }
    return prediction;
  }
}
