package org.detdiffusion.generator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.detdiffusion.workerkit.QueueKind;

/** What can be set of the generator. */
@ConfigMapping(prefix = "detdiffusion.generator")
public interface GeneratorConfig {

  /** Whether this process generates images. */
  @WithDefault("true")
  boolean enabled();

  /** Batches made side by side, each with its own networks in memory. */
  @WithDefault("1")
  int slots();

  /** Largest number of images made together. */
  @WithDefault(GeneratorJobs.BATCH)
  int batch();

  /** How long a batch that isn't full waits for more jobs; 2 seconds at most. */
  @WithDefault(GeneratorJobs.BATCH_WAIT)
  Duration batchWait();

  /** From the signal to end until a batch at work is cut off; longer than a batch takes. */
  @WithDefault(GeneratorJobs.GRACE)
  Duration grace();

  /**
   * What the queue of layout jobs is: {@code share} group, consumer {@code group}, or {@code auto}
   * for a share group where the cluster has them.
   */
  @WithDefault("${detdiffusion.queue:auto}")
  QueueKind queue();

  /**
   * How many generators a slot has in memory; the least recently used is dropped before another is
   * loaded. With 1, a broken checkpoint costs that the one before it is loaded again.
   */
  @WithDefault("3")
  int modelsInMemory();

  /** Where checkpoints lie, one folder each, named by the sha256 of its manifest. */
  @WithDefault("${detdiffusion.models.directory:models}")
  Path modelsDirectory();
}
