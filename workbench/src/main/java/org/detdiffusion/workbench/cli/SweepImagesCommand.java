package org.detdiffusion.workbench.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.topics.SweepOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "sweep-images",
    description = "Counts, and deletes if told, what no message names in the image store.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The store is the workers': detdiffusion.images.store or DETDIFFUSION_IMAGES_STORE. It must"
          + " be this cluster's alone.",
      "  detdiffusion sweep-images --bootstrap-servers 127.0.0.1:9092 --delete"
    })
final class SweepImagesCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The Kafka cluster; its security settings come from KAFKA_* variables.")
  private String servers;

  @Option(
      names = "--older-than",
      paramLabel = "HOURS",
      defaultValue = "24",
      description =
          "Younger objects stay, since their messages may still be written (default 24, at least"
              + " 2).")
  private int hours;

  @Option(names = "--delete", description = "Delete them; else they are only counted.")
  private boolean delete;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    if (hours < SweepOptions.LEAST_HOURS) {
      throw new ParameterException(
          spec.commandLine(),
          "--older-than must be %d or more hours, not %d: an image lies in the store before its"
                  .formatted(SweepOptions.LEAST_HOURS, hours)
              + " message is written, one that was there already for an hour and more.");
    }
    return new Invocation.Work(
        new SweepOptions(servers, Duration.ofHours(hours), delete, reporting.asked()));
  }
}
