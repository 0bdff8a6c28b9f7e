package org.detdiffusion.workbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.detdiffusion.perception.metrics.CocoDetections;
import org.detdiffusion.perception.metrics.CocoEvaluation;
import org.detdiffusion.perception.metrics.CocoGroundTruth;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.evaluate.EvaluationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "COCO's twelve numbers for detections, as pycocotools computes them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EvaluateCommand implements Callable<Invocation> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--ground-truth",
      paramLabel = "FILE",
      required = true,
      description = "A COCO annotation file.")
  private Path groundTruth;

  @Option(
      names = "--detections",
      paramLabel = "FILE",
      required = true,
      description = "A COCO result file.")
  private Path detections;

  @Option(
      names = "--type",
      paramLabel = "bbox|segm",
      defaultValue = "bbox",
      description = "Compare boxes or masks (default bbox).")
  private String type;

  @Option(
      names = "--json",
      description = "Print JSON: stats, the twelve numbers in pycocotools' order, and more.")
  private boolean json;

  @Override
  public Invocation call() {
    CocoType compared = compared();
    requireFile("--ground-truth", groundTruth);
    requireFile("--detections", detections);
    try {
      CocoGroundTruth truth = CocoGroundTruth.read(groundTruth, compared);
      CocoDetections found = CocoDetections.read(detections, compared);
      var report = new EvaluationReport(CocoEvaluation.evaluate(truth, found, compared));
      spec.commandLine().getOut().println(json ? report.json() : report.text());
      return new Invocation.Answered(0);
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return new Invocation.Answered(FAILED);
    }
  }

  private CocoType compared() {
    return switch (type) {
      case "bbox" -> CocoType.BOX;
      case "segm" -> CocoType.MASK;
      default ->
          throw new ParameterException(
              spec.commandLine(), "--type is bbox or segm, not '" + type + "'.");
    };
  }

  private void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(), option + ": there is no file '" + file + "'.");
    }
  }
}
