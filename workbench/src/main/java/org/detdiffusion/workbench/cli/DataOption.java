package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.detdiffusion.perception.data.formats.DataFormat;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A data set in files; one of the options is given. */
final class DataOption {
  @Option(
      names = "--coco",
      required = true,
      paramLabel = "DIR|FILE",
      description = "A data set in COCO's format.")
  private Path coco;

  @Option(
      names = "--voc",
      required = true,
      paramLabel = "DIR",
      description = "One in Pascal VOC's format.")
  private Path voc;

  @Option(
      names = "--yolo",
      required = true,
      paramLabel = "DIR",
      description = "One in YOLO's format.")
  private Path yolo;

  DataFormat format() {
    return coco != null ? DataFormat.COCO : voc != null ? DataFormat.VOC : DataFormat.YOLO;
  }

  Path path() {
    return coco != null ? coco : voc != null ? voc : yolo;
  }

  void check(CommandSpec spec) {
    if (!Files.exists(path())) {
      throw new ParameterException(
          spec.commandLine(),
          "--%s: there is no '%s'.".formatted(format().name().toLowerCase(Locale.ROOT), path()));
    }
  }
}
