package org.detdiffusion.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.detdiffusion.workerkit.QueueKind;

/** What can be set of the trainer. */
@ConfigMapping(prefix = "detdiffusion.trainer")
public interface TrainerConfig {

  /** Whether this process trains. */
  @WithDefault("true")
  boolean enabled();

  /**
   * How many runs this process trains at the same time. A run that waits for its synthetic images
   * holds a slot: when all slots wait, a run whose generator would make these images is not begun.
   * Publish generator runs first, or have a slot more than there are such runs.
   */
  @WithDefault("1")
  int slots();

  /**
   * What the queue of training jobs is: {@code share} group, consumer {@code group}, or {@code
   * auto} for a share group where the cluster has them.
   */
  @WithDefault("${detdiffusion.queue:auto}")
  QueueKind queue();

  /** From the signal to end until a run is cut off; longer than its last checkpoint takes. */
  @WithDefault("PT25S")
  Duration grace();

  /** How long a run waits for its synthetic images, in its slot, before it is given up. */
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
