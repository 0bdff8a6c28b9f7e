package org.detdiffusion.networks.script;

import ai.djl.Device;
import java.util.regex.Pattern;

/**
 * Where networks run, by configuration: the system property {@code detdiffusion.device} or the
 * variable {@code DETDIFFUSION_DEVICE}.
 *
 * @param text {@code auto} (the first GPU that can be used, else the CPU), {@code cpu}, or {@code
 *     cuda:0} and on
 */
public record DeviceSetting(String text) {

  static final Setting SETTING = new Setting("detdiffusion.device", "DETDIFFUSION_DEVICE", "auto");

  private static final String AUTO = "auto";
  private static final String CPU = "cpu";
  private static final String GPU = "cuda:";
  private static final Pattern KNOWN = Pattern.compile("auto|cpu|cuda:(0|[1-9][0-9]{0,2})");

  /**
   * @throws IllegalArgumentException in one sentence for anything else
   */
  public DeviceSetting {
    if (!KNOWN.matcher(text).matches()) {
      throw SETTING.refused(text, "auto, cpu, or cuda:0 and on can be chosen");
    }
  }

  /** What is configured, whether or not it is there. */
  public static DeviceSetting configured() {
    return new DeviceSetting(SETTING.value());
  }

  /**
   * For the start of a process: what is configured can be used. The libraries are loaded only when
   * a GPU is named.
   *
   * @throws IllegalArgumentException in one sentence when it can't
   */
  public static void check() {
    Flavour.configured();
    if (configured().text.startsWith(GPU)) {
      Torch.device();
    }
  }

  /**
   * @param gpus how many the engine can use
   * @throws IllegalArgumentException in one sentence when the GPU is not there
   */
  Device among(int gpus) {
    if (text.equals(CPU) || text.equals(AUTO) && gpus == 0) {
      return Device.cpu();
    }
    int index = text.equals(AUTO) ? 0 : Integer.parseInt(text.substring(GPU.length()));
    if (index >= gpus) {
      throw SETTING.refused(
          text,
          (gpus == 0 ? "no GPU" : gpus == 1 ? "cuda:0 alone" : "cuda:0 to cuda:" + (gpus - 1))
              + " can be used here; choose another, or see docs/gpu.md for the libraries it takes");
    }
    return Device.gpu(index);
  }
}
