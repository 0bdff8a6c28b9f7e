package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of this process as the operating system counts it. What is beyond the JVM's own pools is
 * native: libtorch's tensors above all.
 */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KIBI = 1024;

  private ProcessMemory() {}

  /** Adds the gauges; not a number where the system does not tell (other than Linux). */
  public static void bindTo(MeterRegistry registry) {
    Gauge.builder("detdiffusion.process.resident", ProcessMemory::resident)
        .description("Memory of the process that is in RAM")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("detdiffusion.process.native", () -> resident() - ofTheJvm())
        .description("Resident memory beyond the committed heap and other pools of the JVM")
        .baseUnit("bytes")
        .register(registry);
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

  private static double ofTheJvm() {
    var memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}
