package org.detdiffusion.workbench.backlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.detdiffusion.workerkit.Settings;

/** How the backlog is told. */
@ConfigMapping(prefix = "detdiffusion.backlog")
public interface BacklogConfig {

  /** Seconds a slot needs for an image, as long as none was made. */
  @WithDefault("1")
  double assumedSecondsPerImage();

  /** Between two questions to the brokers. */
  @WithDefault("5s")
  Duration every();

  /**
   * Refuses what is no figure to scale on.
   *
   * @throws IllegalArgumentException in one sentence that names the setting
   */
  default void check() {
    Settings.positive(
        "detdiffusion.backlog.assumed-seconds-per-image", assumedSecondsPerImage(), "seconds");
    Settings.positive("detdiffusion.backlog.every", every().toMillis(), "milliseconds");
  }
}
