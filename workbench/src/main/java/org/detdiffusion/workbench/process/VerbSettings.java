package org.detdiffusion.workbench.process;

import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.eclipse.microprofile.config.Config;

/** The settings of verbs that start no workers, from where workers have theirs. */
final class VerbSettings {
  private VerbSettings() {}

  /**
   * System properties, variables, and the files that {@code SMALLRYE_CONFIG_LOCATIONS} names.
   *
   * @throws WorkbenchException in one sentence when such a file can't be read
   */
  static Config read() throws WorkbenchException {
    try {
      return new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .addDefaultSources()
          .withSources(new PropertiesLocationConfigSourceFactory())
          .build();
    } catch (RuntimeException unreadable) {
      throw unreadable(unreadable);
    }
  }

  static WorkbenchException unreadable(RuntimeException cause) {
    return new WorkbenchException(
        "The settings can't be read (%s); check the files that SMALLRYE_CONFIG_LOCATIONS names."
            .formatted(cause.getMessage()),
        cause);
  }
}
