package org.detdiffusion.networks.diffusers;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.diffusion.LatentWeights;
import org.detdiffusion.networks.diffusion.LayoutToImageLoss;
import org.detdiffusion.networks.diffusion.PerceptionHead;
import org.detdiffusion.networks.diffusion.TextEncoderGroups;
import org.detdiffusion.networks.training.AdamW;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.networks.training.LearningRate;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.layout.ForegroundMask;
import org.detdiffusion.perception.layout.LocationTokens;

/**
 * How a text-to-image model learns to draw layouts. The defaults are those of GeoDiffusion's script
 * where DetDiffusion's paper says nothing.
 *
 * @param run steps, batch, learning rate of the U-Net, lambda and seed
 */
public record FineTuning(
    GeneratorTraining.Settings run, Layouts layouts, Objective objective, Learning learning) {

  /**
   * How layouts become prompts.
   *
   * @param locations grid of the location tokens
   * @param maxObjects of an image that the prompt names: 14 names of two tokens fill CLIP's 77
   * @param places what the rows of new location tokens start from
   */
  public record Layouts(LocationTokens locations, int maxObjects, VocabularyGrowth.Start places) {

    public static Layouts standard() {
      return of(new LocationTokens(256, 256), 14, false);
    }

    /**
     * @param plain whether tokens of places start as any other word, not as waves of their place
     */
    public static Layouts of(LocationTokens locations, int maxObjects, boolean plain) {
      VocabularyGrowth.Start places =
          plain ? VocabularyGrowth.Start.MEAN : VocabularyGrowth.Start.WAVES;
      return new Layouts(locations, maxObjects, places);
    }

    VocabularyGrowth growth() {
      return new VocabularyGrowth(locations, places, 0.1, 0);
    }
  }

  /**
   * What is to become small.
   *
   * @param foreground weights of the diffusion loss; empty for an even one
   * @param unmasked what objects without a mask are taken to cover
   * @param nullPromptShare of the images whose prompt is emptied, for guidance
   */
  public record Objective(
      PerceptionHead head,
      Optional<ForegroundMask> foreground,
      BoxShape unmasked,
      double nullPromptShare) {

    public static Objective standard() {
      return of(true, false, 0.1);
    }

    /**
     * With the usual head and weights.
     *
     * @param weighted whether objects count more than what is behind them
     * @param ellipses whether objects without a mask cover the ellipse in their box, not all of it
     */
    public static Objective of(boolean weighted, boolean ellipses, double nullPromptShare) {
      return new Objective(
          new PerceptionHead(64, 32, 1),
          weighted ? Optional.of(ForegroundMask.standard()) : Optional.empty(),
          ellipses ? BoxShape.ELLIPSE : BoxShape.RECTANGLE,
          nullPromptShare);
    }

    LatentWeights weights() {
      return foreground.map(LatentWeights::foreground).orElseGet(LatentWeights::uniform);
    }
  }

  /**
   * What learns, and how.
   *
   * @param unet whether the U-Net is trained; the text encoder and the head always are
   * @param textRatio learning rate of the text encoder over the U-Net's
   * @param layerDecay factor of the learning rate from a layer of the text encoder to the one below
   * @param warmUpSteps in which the rate rises; then half a cosine to zero
   * @param average of the weights, which is what is published
   * @param parts in which a batch is done, one after the other
   * @param recomputed whether activations are computed twice rather than kept
   * @param momentsDirectory where the optimiser's moments lie in a file rather than in memory
   */
  public record Learning(
      boolean unet,
      double textRatio,
      double layerDecay,
      int warmUpSteps,
      AverageDecay average,
      int parts,
      boolean recomputed,
      Optional<Path> momentsDirectory) {

    public static Learning standard() {
      return new Learning(true, 0.75, 0.95, 3000, AverageDecay.NONE, 1, true, Optional.empty());
    }
  }

  /** It starts from chance, and would stay there at the rate that suits a trained U-Net. */
  private static final double HEAD_RATE = 1e-4;

  public static FineTuning of(GeneratorTraining.Settings run) {
    return new FineTuning(run, Layouts.standard(), Objective.standard(), Learning.standard());
  }

  LayoutToImageLoss loss() {
    double lambda = run.perceptionLossWeight();
    return new LayoutToImageLoss(objective.head, lambda, layouts.maxObjects);
  }

  TrainedParts parts(int textLayers) {
    return new TrainedParts(
        new TextEncoderGroups(textLayers, learning.textRatio, learning.layerDecay),
        learning.unet,
        run.perceptionLossWeight() > 0
            ? OptionalDouble.of(Math.max(1, HEAD_RATE / run.learningRate()))
            : OptionalDouble.empty());
  }

  Optimisation optimisation() {
    LearningRate schedule = LearningRate.cosine(learning.warmUpSteps);
    return new Optimisation(
            run.learningRate(), schedule, AdamW.withDecay(0.01), 1, learning.average)
        .inParts(learning.parts, learning.recomputed)
        .withMomentsIn(learning.momentsDirectory);
  }
}
