package org.detdiffusion.workbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.InvalidDataSetException;
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

  /** Refuses to write what the data set is read from. */
  void requireNotPart(CommandSpec spec, Path file) {
    try {
      if (Files.exists(file) && isPart(file.toRealPath())) {
        throw new ParameterException(
            spec.commandLine(),
            "'%s' is part of the data set %s: name another file to write.".formatted(file, path()));
      }
    } catch (IOException | InvalidDataSetException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private boolean isPart(Path file) throws IOException, InvalidDataSetException {
    if (!Files.isDirectory(path())) {
      return Files.isSameFile(file, path());
    }
    if (!file.startsWith(path().toRealPath())) {
      return false;
    }
    // Labels that were written into the folder of another format are no part of it.
    boolean json = file.toString().endsWith(".json");
    return !json || format() == DataFormat.COCO && isListed(file);
  }

  private boolean isListed(Path file) throws IOException, InvalidDataSetException {
    for (Path listed : Folders.cocoFiles(path())) {
      if (Files.isSameFile(listed, file)) {
        return true;
      }
    }
    return false;
  }

  void check(CommandSpec spec) {
    if (!Files.exists(path())) {
      throw new ParameterException(
          spec.commandLine(),
          "--%s: there is no '%s'.".formatted(format().name().toLowerCase(Locale.ROOT), path()));
    }
  }
}
