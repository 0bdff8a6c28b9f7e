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
      converter = CocoTypeConverter.class,
      description = "Compare boxes or masks (default bbox).")
  private CocoType type;

  @Option(
      names = "--json",
      description = "Print JSON: stats, the twelve numbers in pycocotools' order, and more.")
  private boolean json;

  @Override
  public Invocation call() {
    requireFile("--ground-truth", groundTruth);
    requireFile("--detections", detections);
    try {
      CocoGroundTruth truth = CocoGroundTruth.read(groundTruth, type);
      CocoDetections found = CocoDetections.read(detections, type);
      var report = new EvaluationReport(CocoEvaluation.evaluate(truth, found, type));
      spec.commandLine().getOut().println(json ? report.json() : report.text());
      return new Invocation.Answered(0);
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return new Invocation.Answered(FAILED);
    }
  }

  private void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(), option + ": there is no file '" + file + "'.");
    }
  }
}
