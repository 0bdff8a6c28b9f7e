package org.detdiffusion.workbench.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of this process, all its threads together: compiler and garbage collector too. */
public final class ProcessTime {
  private static final double NANOSECONDS = 1e9;

  private ProcessTime() {}

  /** Since the process began, in seconds. */
  public static double seconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / NANOSECONDS;
  }
}
