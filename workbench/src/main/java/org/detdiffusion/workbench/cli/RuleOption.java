package org.detdiffusion.workbench.cli;

import org.detdiffusion.perception.attribute.AttributeRule;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** When an object is easy. */
final class RuleOption {
  @Option(
      names = "--gamma",
      paramLabel = "N",
      defaultValue = "" + AttributeRule.DEFAULT_GAMMA,
      description = "Detections up to this score do not count (default ${DEFAULT-VALUE}).")
  private double gamma;

  @Option(
      names = "--beta",
      paramLabel = "N",
      defaultValue = "" + AttributeRule.DEFAULT_BETA,
      description = "An object is easy above this IoU (default ${DEFAULT-VALUE}).")
  private double beta;

  @ArgGroup private Classes classes;

  /** Which detections count for an object. */
  private static final class Classes {
    @Option(
        names = "--class-aware",
        required = true,
        description = "Only detections of an object's class count.")
    private boolean aware;

    @Option(
        names = "--class-agnostic",
        required = true,
        description = "Detections of all classes count (the default).")
    private boolean agnostic;
  }

  AttributeRule rule(CommandSpec spec) {
    try {
      return new AttributeRule(gamma, beta, classes != null && classes.aware);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage() + ".");
    }
  }
}
