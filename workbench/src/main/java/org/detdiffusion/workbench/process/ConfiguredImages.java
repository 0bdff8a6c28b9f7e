package org.detdiffusion.workbench.process;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.detdiffusion.images.MessageImages;

/** The image store of verbs that start no workers, by the settings and variables of workers. */
public final class ConfiguredImages {
  private ConfiguredImages() {}

  /**
   * As {@code detdiffusion.images.*} or {@code DETDIFFUSION_IMAGES_*} say.
   *
   * @throws WorkbenchException in one sentence when they can't be used
   */
  public static MessageImages open() throws WorkbenchException {
    var config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources().build();
    try {
      return MessageImages.configured(config);
    } catch (IllegalArgumentException unusable) {
      throw new WorkbenchException(unusable.getMessage(), unusable);
    }
  }
}
