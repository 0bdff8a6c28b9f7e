package org.detdiffusion.networks.bench;

/** The most memory that this process has held. */
public final class PeakMemory {

  private PeakMemory() {}

  /** In MiB; 0 where the system does not say. */
  public static long mebibytes() {
    return ProcessMemory.mebibytes("VmHWM");
  }
}
