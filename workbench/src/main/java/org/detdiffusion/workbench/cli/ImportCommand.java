package org.detdiffusion.workbench.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.topics.ImportOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = "Publishes a data set in files to the topic annotated-images.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "To the broker of 'detdiffusion serve'; a second time it says the same again:",
      "  detdiffusion import --voc VOC2007 --bootstrap-servers 127.0.0.1:9092 --data-set voc"
    })
final class ImportCommand implements Callable<Invocation> {
  private static final int SMALLEST = 8;

  /** Larger images are read by nobody: 16 million pixels. */
  private static final int LARGEST = 4000;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private DataOption data;

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
      description = "The name that jobs will call the data set by.")
  private String dataSet;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Images are scaled to squares of N pixels (default 64).")
  private int size;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Only this split (default all); of a source without splits, the name that all images"
              + " get (default train).")
  private String split;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    data.check(spec);
    require(!dataSet.isBlank(), "--data-set must not be blank.");
    require(split == null || !split.isBlank(), "--split must not be blank.");
    require(
        size >= SMALLEST && size <= LARGEST,
        "--size must be %d to %d, not %d.".formatted(SMALLEST, LARGEST, size));
    return new Invocation.Work(
        new ImportOptions(
            data.format(),
            data.path(),
            servers,
            dataSet,
            size,
            Optional.ofNullable(split),
            reporting.asked()));
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
