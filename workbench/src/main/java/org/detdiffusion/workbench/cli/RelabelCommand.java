package org.detdiffusion.workbench.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.topics.RelabelOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "relabel",
    description = {
      "Judges the objects of a data set on the topics again, by other thresholds.",
      "No image is looked at: the records say what the detector saw. Shares of easy and hard"
          + " objects are reported by class and size. A labeller that is at work on the data set"
          + " meanwhile goes by its own thresholds."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "What a stricter rule would say:",
      "  detdiffusion relabel --bootstrap-servers 127.0.0.1:9092 --data-set scenes --beta 0.75"
          + " --dry-run"
    })
final class RelabelCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The Kafka cluster; its security settings come from KAFKA_* variables.")
  private String servers;

  @Option(
      names = "--data-set",
      paramLabel = "NAME",
      required = true,
      description = "The data set, by the name it was imported as.")
  private String dataSet;

  @Option(names = "--split", paramLabel = "NAME", description = "Only this split (default all).")
  private String split;

  @Mixin private RuleOption rule;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    if (dataSet.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--data-set must not be blank.");
    }
    return new Invocation.Work(
        new RelabelOptions(
            servers, dataSet, Optional.ofNullable(split), rule.rule(spec), reporting.asked()));
  }
}
