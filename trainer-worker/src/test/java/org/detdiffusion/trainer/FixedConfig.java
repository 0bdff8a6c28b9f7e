package org.detdiffusion.trainer;

import java.nio.file.Path;
import java.time.Duration;

/** Settings of a trainer below one directory, as quick as tests want it. */
record FixedConfig(Path directory, Duration syntheticWait) implements TrainerConfig {

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
