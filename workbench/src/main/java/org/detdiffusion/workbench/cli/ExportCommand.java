package org.detdiffusion.workbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.topics.ExportOptions;
import org.detdiffusion.workbench.topics.SyntheticChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = "Writes a data set on the topics, with attributes, as a COCO directory.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The real images and those made by one job:",
      "  detdiffusion export --bootstrap-servers 127.0.0.1:9092 --data-set scenes"
          + " --synthetic night-1 --out scenes-coco"
    })
final class ExportCommand implements Callable<Invocation> {
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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The COCO directory to write; it must be new or empty.")
  private Path out;

  @Option(
      names = "--synthetic",
      paramLabel = "JOB",
      arity = "1..*",
      description =
          "Synthetic images of these augmentation jobs too; all: of every job but those for"
              + " other data sets.")
  private List<String> synthetic = List.of();

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    if (dataSet.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--data-set must not be blank.");
    }
    return new Invocation.Work(
        new ExportOptions(servers, dataSet, out, SyntheticChoice.of(synthetic), reporting.asked()));
  }
}
