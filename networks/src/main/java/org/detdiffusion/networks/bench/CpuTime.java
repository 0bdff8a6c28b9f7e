package org.detdiffusion.networks.bench;

import java.lang.management.ManagementFactory;
import org.detdiffusion.networks.script.Torch;

/** CPU time of this thread, on which libtorch then works too. */
final class CpuTime {

  private CpuTime() {}

  static long nanoseconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /**
   * @throws IllegalArgumentException on a GPU, whose work this clock does not see
   */
  static void requireCpu() {
    if (!Torch.onCpu()) {
      throw new IllegalArgumentException(
          "CPU time is measured, but networks would run on a GPU: set DETDIFFUSION_DEVICE=cpu");
    }
  }
}
