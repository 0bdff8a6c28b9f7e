package org.detdiffusion.workbench.process;

import org.detdiffusion.images.MessageImages;

/** The image store of verbs that start no workers, by the settings and variables of workers. */
public final class ConfiguredImages {
  private ConfiguredImages() {}

  /**
   * As {@code detdiffusion.images.*} or {@code DETDIFFUSION_IMAGES_*} say; properties also from the
   * files that {@code SMALLRYE_CONFIG_LOCATIONS} names.
   *
   * @throws WorkbenchException in one sentence when they can't be used
   */
  public static MessageImages open() throws WorkbenchException {
    try {
      return MessageImages.configured(VerbSettings.read());
    } catch (IllegalArgumentException unusable) {
      throw new WorkbenchException(unusable.getMessage(), unusable);
    }
  }
}
