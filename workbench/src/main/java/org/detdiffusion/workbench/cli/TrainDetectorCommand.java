package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workbench.train.DetectorLearning;
import org.detdiffusion.workbench.train.TrainDetectorOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train-detector",
    description = {
      "Trains small detectors on a data set, and labels its objects as easy or hard.",
      "On the images that it learnt from a detector finds nearly everything, so each image is"
          + " labelled by one that never saw it (cross-fitting)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Writes OUT/labels.json, a COCO file with attributes, and OUT/labels.detections.json, from"
          + " which 'label --detections' labels again and 'evaluate' measures.",
      "A stopped run goes on where it was when started again with the same options.",
      "",
      "  detdiffusion train-detector --voc VOC2007 --split trainval --out detectors"
    })
final class TrainDetectorCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private DataOption data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where unfinished steps, detectors and labels go.")
  private Path out;

  @Option(names = "--split", paramLabel = "NAME", description = "Only this split (default all).")
  private String split;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Detectors to train (default 3); 1: one of all images, and no labels.")
  private int folds;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "128",
      description =
          "Side of the squares that images are scaled to, a multiple of 16 (default 128).")
  private int size;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "600",
      description = "Steps to train each (default 600).")
  private int steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Images a step (default 16).")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.004",
      description = "At its highest (default 0.004).")
  private double learningRate;

  @Mixin private RuleOption rule;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps between saved ones to go on from (default 100).")
  private int checkpointEvery;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "(default 0)")
  private long seed;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    data.check(spec);
    check();
    data.requireNotPart(spec, out.resolve(TrainDetectorOptions.LABELS));
    data.requireNotPart(spec, out.resolve(TrainDetectorOptions.DETECTIONS));
    AttributeRule easy = rule.rule(spec);
    DetectorLearning learning =
        new DetectorLearning(size, steps, batch, learningRate, seed, checkpointEvery);
    List<String> words =
        List.of(
            data.path().toAbsolutePath().toString(),
            "split " + split + " folds " + folds,
            "%d %d %d %s %d".formatted(size, steps, batch, learningRate, seed));
    return new Invocation.Work(
        new TrainDetectorOptions(
            data.format(),
            data.path(),
            Optional.ofNullable(split),
            folds,
            learning,
            easy,
            out.toAbsolutePath(),
            words,
            reporting.asked()));
  }

  private void check() {
    require(
        !Files.exists(out) || Files.isDirectory(out), "--out: '" + out + "' is not a directory.");
    require(folds >= 1 && folds <= 100, "--folds must be 1 to 100.");
    require(
        size >= 32 && size <= 512 && size % 16 == 0,
        "--size must be a multiple of 16 from 32 to 512, not " + size + ".");
    require(steps >= 1, "--steps must be at least 1.");
    require(batch >= 1 && batch <= 1024, "--batch must be 1 to 1024.");
    require(learningRate > 0 && Double.isFinite(learningRate), "--learning-rate must be above 0.");
    require(checkpointEvery >= 1, "--checkpoint-every must be at least 1.");
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
