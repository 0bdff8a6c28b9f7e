package org.detdiffusion.workbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.networks.diffusers.FineTuning;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.perception.layout.LocationTokens;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a text-to-image model is to be fine-tuned. */
final class TuningOptions {
  /** Of GeoDiffusion: learning rate 4e-5 at 64 images a step. */
  private static final double RATE_OF_ONE_IMAGE = 4e-5 / 64;

  private static final long MOST_LOCATIONS = 1 << 20;
  private static final Pattern GRID = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--steps", paramLabel = "N", required = true, description = "Steps to train.")
  private int steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "4",
      description = "Images a step (default 4).")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Of the U-Net (default 4e-5 / 64 for each image of a batch).")
  private Double learningRate;

  @Option(
      names = "--lambda",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "Weight of the perception-aware loss (default 0.01; 0: none).")
  private double lambda;

  @Option(
      names = "--no-foreground",
      description = "Weigh all parts of an image alike; usually objects count more.")
  private boolean noForeground;

  @Option(names = "--text-encoder-only", description = "Leave the U-Net as it is.")
  private boolean textEncoderOnly;

  @Option(
      names = "--locations",
      paramLabel = "CxR",
      defaultValue = "256x256",
      description = "Grid of the location tokens (default 256x256).")
  private String locations;

  @Option(
      names = "--plain-locations",
      description = "New location tokens start as any other word, not as waves of their place.")
  private boolean plainLocations;

  @Option(
      names = "--ellipses",
      description = "Objects without a mask cover the ellipse in their box, not all of it.")
  private boolean ellipses;

  @Option(
      names = "--max-objects",
      paramLabel = "N",
      defaultValue = "14",
      description = "Objects of an image that its prompt names (default 14).")
  private int maxObjects;

  @Option(
      names = "--null-prompts",
      paramLabel = "X",
      defaultValue = "0.1",
      description = "Share of images shown without prompt, for guidance (default 0.1).")
  private double nullPrompts;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Steps in which the learning rate rises (default 3000, at most a tenth).")
  private Integer warmUp;

  @Option(
      names = "--average-decay",
      paramLabel = "X",
      defaultValue = "0",
      description = "Of the moving average that is published (default 0: none).")
  private double averageDecay;

  @Option(
      names = "--parts",
      paramLabel = "N",
      defaultValue = "1",
      description = "Parts that a batch is done in: less memory (default 1).")
  private int parts;

  @Option(
      names = "--moments-on-disk",
      description = "Keep the optimiser's moments in a file: 7 GB less memory.")
  private boolean momentsOnDisk;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "(default 0)")
  private long seed;

  /** Refuses numbers out of range as wrong usage. */
  void check() {
    require(steps >= 1, "--steps must be at least 1.");
    require(batch >= 1 && batch <= 4096, "--batch must be 1 to 4096.");
    require(
        warmUp == null || warmUp >= 0 && warmUp <= steps, "--warm-up must be 0 to --steps steps.");
    require(parts >= 1, "--parts must be at least 1.");
    require(lambda >= 0 && Double.isFinite(lambda), "--lambda must be 0 or more.");
    require(
        learningRate == null || learningRate > 0 && Double.isFinite(learningRate),
        "--learning-rate must be above 0.");
    require(maxObjects >= 1 && maxObjects <= 100, "--max-objects must be 1 to 100.");
    require(nullPrompts >= 0 && nullPrompts <= 1, "--null-prompts must be 0 to 1.");
    require(averageDecay >= 0 && averageDecay < 1, "--average-decay must be 0 to below 1.");
  }

  /**
   * The fine-tuning that is asked for.
   *
   * @param directory for moments that are kept on disk
   */
  FineTuning in(Path directory) {
    FineTuning.Learning usual = FineTuning.Learning.standard();
    double rate = learningRate == null ? RATE_OF_ONE_IMAGE * batch : learningRate;
    return new FineTuning(
        new GeneratorTraining.Settings(steps, batch, rate, lambda, seed),
        FineTuning.Layouts.of(grid(), maxObjects, plainLocations),
        FineTuning.Objective.of(!noForeground, ellipses, nullPrompts),
        new FineTuning.Learning(
            !textEncoderOnly,
            usual.textRatio(),
            usual.layerDecay(),
            warmUp(),
            AverageDecay.diffusersUnlessZero(averageDecay),
            parts,
            usual.recomputed(),
            momentsOnDisk ? Optional.of(directory) : Optional.empty()));
  }

  private int warmUp() {
    int usual = FineTuning.Learning.standard().warmUpSteps();
    return warmUp == null ? Math.min(usual, steps / 10) : warmUp;
  }

  /** What decides what is trained, beside model and data. */
  List<String> words(int size, GeneratorTraining.Settings run) {
    return List.of(
        size + " " + textEncoderOnly + " " + run,
        locations + " " + maxObjects + " " + nullPrompts + " " + noForeground,
        plainLocations + " " + ellipses,
        warmUp() + " " + averageDecay + " " + parts);
  }

  private LocationTokens grid() {
    Matcher grid = GRID.matcher(locations);
    require(grid.matches(), "--locations must be like 256x256, not '" + locations + "'.");
    try {
      require(
          Long.parseLong(grid.group(1)) * Long.parseLong(grid.group(2)) <= MOST_LOCATIONS,
          "--locations: more than " + MOST_LOCATIONS + " places are too many.");
      return new LocationTokens(Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--locations: " + e.getMessage() + ".", e);
    }
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
