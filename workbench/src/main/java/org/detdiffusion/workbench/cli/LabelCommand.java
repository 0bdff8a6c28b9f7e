package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workbench.label.LabelOptions;
import org.detdiffusion.workbench.label.LabelRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
      description =
          "The directory of a detector. TorchScript in it is run: name none you distrust.")
  private Path detector;

  @ArgGroup(multiplicity = "1")
  private DataOption data;

  @Option(
      names = "--detections",
      paramLabel = "FILE",
      description =
          "A COCO result file: used without --detector, else written (default OUT.detections.json).")
  private Path detections;

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

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The COCO file to write; one that is there is replaced.")
  private Path out;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

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

  @Override
  public Invocation call() {
    if (detector == null && detections == null) {
      throw wrong("Name --detector, or --detections that were kept.");
    }
    require("--detector", detector);
    data.check(spec);
    require("--detections", detector == null ? detections : null);
    Path kept = detections == null ? beside(out) : detections;
    requirePlace("--out", out);
    requirePlace("--detections", kept);
    requireDifferent(out, kept);
    data.requireNotPart(spec, out);
    if (detector != null) {
      data.requireNotPart(spec, kept);
    }
    return new Invocation.Work(
        new LabelOptions(
            new LabelRequest(
                Optional.ofNullable(detector), data.format(), data.path(), rule(), kept, out),
            json));
  }

  private AttributeRule rule() {
    try {
      return new AttributeRule(gamma, beta, classes != null && classes.aware);
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage() + ".");
    }
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
    if (!Files.isDirectory(file.toAbsolutePath().getParent()) || Files.isDirectory(file)) {
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
