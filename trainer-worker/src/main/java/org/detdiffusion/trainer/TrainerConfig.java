package org.detdiffusion.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What can be set of the trainer. */
@ConfigMapping(prefix = "detdiffusion.trainer")
public interface TrainerConfig {

  /** Whether this process trains. */
  @WithDefault("true")
  boolean enabled();

  /** How many runs this process trains at the same time. */
  @WithDefault("1")
  int slots();

  /** How long a run waits for its synthetic images before it is given up. */
  @WithDefault("PT30M")
  Duration syntheticWait();

  /** Time between two training-progress messages of a run. */
  @WithDefault("PT1S")
  Duration progressInterval();

  /** Where finished checkpoints go, one folder each, named by the sha256 of its manifest. */
  @WithDefault("${detdiffusion.models.directory:models}")
  Path modelsDirectory();

  /** Where unfinished runs are kept, so that they can be resumed. */
  @WithDefault("${detdiffusion.work.directory:work}")
  Path workDirectory();
}
