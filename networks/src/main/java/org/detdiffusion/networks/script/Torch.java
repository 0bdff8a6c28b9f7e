package org.detdiffusion.networks.script;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The native engine: where managers of native memory come from. */
public final class Torch {

  private static final Engine ENGINE = start();

  private static final int GPUS =
      ENGINE.hasCapability(StandardCapabilities.CUDA) ? ENGINE.getGpuCount() : 0;

  private Torch() {}

  private static Engine start() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    return Engine.getEngine("PyTorch");
  }

  /** A manager whose arrays live until it is closed. */
  public static NDManager manager() {
    return ENGINE.newBaseManager(device());
  }

  /**
   * The one that {@link DeviceSetting} names; a GPU counts when the libraries at hand can use it.
   *
   * @throws IllegalArgumentException in one sentence when it is not there
   */
  public static Device device() {
    return DeviceSetting.configured().among(GPUS);
  }

  public static boolean onCpu() {
    return device().equals(Device.cpu());
  }

  /**
   * Makes this thread ready for calls: gradients on or off, one native thread an operation (work is
   * spread over Java threads instead, and sums come out the same each time), and no optimiser pass
   * over scripts that are already whole.
   */
  static void prepareThread(boolean gradients) {
    JniUtils.setGradMode(gradients);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(1);
  }
}
