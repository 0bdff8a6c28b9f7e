package org.detdiffusion.networks.bench;

import java.nio.FloatBuffer;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.ParameterSource;

/** Numbers of the usual size by chance, hundreds of millions a second; norms start as 1 and 0. */
final class QuickWeights implements ParameterSource {

  @Override
  public void copy(Parameter parameter, FloatBuffer target) {
    long[] shape = parameter.shape();
    if (shape.length == 1) {
      fill(target, parameter.name().endsWith("weight") ? 1 : 0);
      return;
    }
    float bound = (float) (1 / Math.sqrt((double) parameter.size() / shape[0]));
    long state = parameter.name().hashCode() | 1L;
    while (target.hasRemaining()) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      target.put((int) state * 0x1p-31f * bound);
    }
  }

  private static void fill(FloatBuffer target, float value) {
    while (target.hasRemaining()) {
      target.put(value);
    }
  }
}
