package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of this process as the operating system counts it. What is beyond the JVM's own pools is
 * native: libtorch's tensors above all.
 */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final MemoryMXBean JVM = ManagementFactory.getMemoryMXBean();
  private static final int KIBI = 1024;

  private ProcessMemory() {}

  /** Adds the gauges; not a number where the system does not tell (other than Linux). */
  public static void bindTo(MeterRegistry registry) {
    Meters.RESIDENT.gauge(registry, JVM, jvm -> resident());
    Meters.NATIVE.gauge(registry, JVM, jvm -> resident() - committed(jvm));
  }

  static double resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIBI)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException elsewhere) {
      return Double.NaN;
    }
  }

  private static double committed(MemoryMXBean jvm) {
    return jvm.getHeapMemoryUsage().getCommitted() + jvm.getNonHeapMemoryUsage().getCommitted();
  }
}
