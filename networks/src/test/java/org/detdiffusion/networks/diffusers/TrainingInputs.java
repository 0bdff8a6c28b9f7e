package org.detdiffusion.networks.diffusers;

import static org.detdiffusion.networks.golden.NetworkRun.array;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Arrays;
import org.detdiffusion.networks.diffusion.samplers.NoiseSchedule;
import org.detdiffusion.networks.weights.SafeTensors;

/** The recorded inputs of one training loss. */
record TrainingInputs(SafeTensors file, String prefix, NoiseSchedule schedule, boolean masked) {

  long[] latents() throws IOException {
    return file.shape(prefix + "latents");
  }

  long length() throws IOException {
    return file.shape(prefix + "input_ids")[1];
  }

  NDList in(NDManager manager) {
    try {
      long[] shape = latents();
      long[] timesteps = file.longs(prefix + "timesteps");
      float[] times = new float[timesteps.length];
      float[] alphas = new float[timesteps.length];
      for (int i = 0; i < times.length; i++) {
        times[i] = timesteps[i];
        alphas[i] = (float) schedule.alphaCumprod((int) timesteps[i]);
      }
      return new NDList(
          array(manager, file.floats(prefix + "latents"), shape),
          array(manager, file.floats(prefix + "noise"), shape),
          manager.create(times),
          manager.create(alphas),
          array(manager, file.longs(prefix + "input_ids"), times.length, length()),
          array(manager, weight(shape), shape[0], 1, shape[2], shape[3]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private float[] weight(long[] shape) throws IOException {
    if (masked) {
      return file.floats(prefix + "loss_mask");
    }
    float[] ones = new float[(int) (shape[0] * shape[2] * shape[3])];
    Arrays.fill(ones, 1);
    return ones;
  }
}
