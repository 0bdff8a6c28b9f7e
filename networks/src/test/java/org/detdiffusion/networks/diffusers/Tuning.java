package org.detdiffusion.networks.diffusers;

import java.util.Optional;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.diffusion.PerceptionHead;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.layout.ForegroundMask;
import org.detdiffusion.perception.layout.LocationTokens;

/** Variants of a fine-tuning of the small model. */
record Tuning(boolean unet, boolean averaged, boolean foreground, int parts) {

  static Tuning usual() {
    return new Tuning(true, false, true, 1);
  }

  Tuning textOnly() {
    return new Tuning(false, averaged, foreground, parts);
  }

  Tuning withAverage() {
    return new Tuning(unet, true, foreground, parts);
  }

  Tuning withoutForeground() {
    return new Tuning(unet, averaged, false, parts);
  }

  Tuning inParts(int number) {
    return new Tuning(unet, averaged, foreground, number);
  }

  FineTuning settings(LocationTokens grid) {
    return new FineTuning(
        new GeneratorTraining.Settings(40, 4, 2e-3, 0.01, 5),
        new FineTuning.Layouts(grid, 3, VocabularyGrowth.Start.WAVES),
        new FineTuning.Objective(
            new PerceptionHead(8, 8, 1),
            foreground ? Optional.of(ForegroundMask.standard()) : Optional.empty(),
            BoxShape.RECTANGLE,
            0.1),
        new FineTuning.Learning(
            unet,
            0.75,
            0.95,
            2,
            averaged ? AverageDecay.warmedUp(0.9) : AverageDecay.NONE,
            parts,
            true,
            Optional.empty()));
  }
}
