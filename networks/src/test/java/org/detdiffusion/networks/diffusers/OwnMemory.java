package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches how much memory this process holds that is in no file; looks twenty times a second. */
final class OwnMemory implements AutoCloseable {

  private static final Path STATUS = Path.of("/proc/self/status");

  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private volatile long peak;

  OwnMemory() {
    watch.scheduleAtFixedRate(this::look, 0, 50, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    peak = Math.max(peak, now());
  }

  private static long now() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("RssAnon"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long peakMebibytes() {
    return peak;
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
