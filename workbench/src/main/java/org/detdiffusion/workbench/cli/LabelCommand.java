package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.workbench.label.LabelOptions;
import org.detdiffusion.workbench.label.LabelRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "label",
    description = "Labels the objects of a data set as easy or hard for a detector.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "With a detector, and again with other thresholds from what it saw:",
      "  detdiffusion label --detector yolo --voc VOC2007 --out labels.json",
      "  detdiffusion label --detections labels.detections.json --voc VOC2007 --gamma 0.5"
          + " --out strict.json"
    })
final class LabelCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--detector",
      paramLabel = "DIR",
      description = {
        "The directory of a detector. TorchScript in it is run: name none you distrust.",
        "Several judge a fold each, as train-detector --folds leaves them."
      })
  private List<Path> detectors = List.of();

  @ArgGroup(multiplicity = "1")
  private DataOption data;

  @Option(
      names = "--detections",
      paramLabel = "FILE",
      description =
          "A COCO result file: used without --detector, else written (default"
              + " OUT.detections.json).")
  private Path detections;

  @Option(names = "--split", paramLabel = "NAME", description = "Only this split (default all).")
  private String split;

  @Mixin private RuleOption rule;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The COCO file to write; one that is there is replaced.")
  private Path out;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    if (detectors.isEmpty() && detections == null) {
      throw wrong("Name --detector, or --detections that were kept.");
    }
    detectors.forEach(detector -> require("--detector", detector));
    data.check(spec);
    require("--detections", detectors.isEmpty() ? detections : null);
    requirePlace("--out", out);
    Path kept = detections == null ? beside(out) : detections;
    requirePlace("--detections", kept);
    requireDifferent(out, kept);
    data.requireNotPart(spec, out);
    if (!detectors.isEmpty()) {
      data.requireNotPart(spec, kept);
    }
    return new Invocation.Work(
        new LabelOptions(
            new LabelRequest(
                detectors,
                data.format(),
                data.path(),
                Optional.ofNullable(split),
                rule.rule(spec),
                kept,
                out),
            reporting.asked()));
  }

  private static Path beside(Path out) {
    String stem = out.getFileName().toString().replaceFirst("\\.json$", "");
    return out.resolveSibling(stem + ".detections.json");
  }

  private void require(String option, Path path) {
    if (path != null && !Files.exists(path)) {
      throw wrong(option + ": there is no '" + path + "'.");
    }
  }

  private void requirePlace(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw wrong(option + ": '" + file + "' can't be a file there.");
    }
  }

  private void requireDifferent(Path file, Path other) {
    if (file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
      throw wrong("'" + file + "' is named twice: give each file a name of its own.");
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
