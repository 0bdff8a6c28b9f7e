package org.detdiffusion.generator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

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
  @WithDefault("16")
  int batch();

  /** How many generators a slot keeps in memory; the least recently used is dropped. */
  @WithDefault("3")
  int modelsInMemory();

  /** Where checkpoints lie, one folder each, named by the sha256 of its manifest. */
  @WithDefault("${detdiffusion.models.directory:models}")
  Path modelsDirectory();
}
