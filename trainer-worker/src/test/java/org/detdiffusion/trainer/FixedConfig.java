package org.detdiffusion.trainer;

import java.nio.file.Path;
import java.time.Duration;
import org.detdiffusion.workerkit.QueueKind;

/** Settings of a trainer below one directory, as quick as tests want it. */
record FixedConfig(Path directory, Duration syntheticWait, QueueKind queue, Duration grace)
    implements TrainerConfig {
  private static final Duration GRACE = Duration.ofSeconds(25);

  FixedConfig(Path directory, Duration syntheticWait) {
    this(directory, syntheticWait, QueueKind.AUTO);
  }

  FixedConfig(Path directory, Duration syntheticWait, QueueKind queue) {
    this(directory, syntheticWait, queue, GRACE);
  }

  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public Duration progressInterval() {
    return Duration.ZERO;
  }

  @Override
  public Path modelsDirectory() {
    return directory.resolve("models");
  }

  @Override
  public Path workDirectory() {
    return directory.resolve("work");
  }
}
