package org.detdiffusion.labeller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import org.detdiffusion.perception.attribute.AttributeRule;

/** What can be set of the labeller. The defaults of gamma and beta are the paper's (3.1). */
@ConfigMapping(prefix = "detdiffusion.labeller")
public interface LabellerConfig {

  /** Whether this process labels images. */
  @WithDefault("true")
  boolean enabled();

  /** Predictions at or below this score, 0 to 1, are not counted. */
  @WithDefault("0.3")
  double gamma();

  /** An object is easy when a counted prediction overlaps it by more than this IoU, 0 to 1. */
  @WithDefault("0.6")
  double beta();

  /** Whether a prediction must also name the object's class. */
  @WithDefault("false")
  boolean classAware();

  /** Where checkpoints lie, one folder each, named by the sha256 of its manifest. */
  @WithDefault("${detdiffusion.models.directory:models}")
  Path modelsDirectory();

  /** The rule that these settings make. */
  default AttributeRule rule() {
    return new AttributeRule(gamma(), beta(), classAware());
  }
}
