package org.detdiffusion.workbench.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.detdiffusion.networks.bench.HeldMemory;
import org.detdiffusion.networks.bench.Interleaving;
import org.detdiffusion.networks.bench.Measured;
import org.detdiffusion.networks.bench.PeakMemory;
import org.detdiffusion.networks.bench.PocketTraining;
import org.detdiffusion.networks.bench.TrainingSteps;
import org.detdiffusion.networks.bench.Variant;
import org.detdiffusion.networks.bench.Work;
import org.detdiffusion.networks.script.Flavour;

/** Takes the time of Stable Diffusion 1.5's U-Net in every way there is to run it here. */
final class NetworksBench {

  private static final List<Flavour> FLAVOURS = List.of(Flavour.SINGLE, Flavour.BFLOAT16);
  private static final int ROUNDS = 15;
  private static final int FEW_ROUNDS = 3;
  private static final int STEPS = 2000;

  private final Optional<PythonTorch> python;
  private final Consumer<String> progress;

  NetworksBench(Optional<PythonTorch> python, Consumer<String> progress) {
    this.python = python;
    this.progress = progress;
  }

  /** In a process that has not done anything else yet, so that little else is seen. */
  List<HeldMemory> trainingMemory() {
    progress.accept("Memory over " + STEPS + " steps of the pocket generator's training");
    return PocketTraining.memory(STEPS, STEPS / 4);
  }

  List<BenchStage> stages(boolean quick, boolean full) throws IOException {
    List<BenchStage> stages = new ArrayList<>();
    try (Work block = Work.block()) {
      stages.add(stage("Block, 320 channels at 32x32", ROUNDS, block, true));
    }
    if (!quick) {
      stages.add(whole(32, full));
    }
    if (full) {
      stages.add(whole(64, false));
      stages.add(trainingSteps());
    }
    return stages;
  }

  private BenchStage whole(int side, boolean gradients) throws IOException {
    try (Work unet = Work.whole(side)) {
      return stage("U-Net, 860 million parameters", FEW_ROUNDS, unet, gradients);
    }
  }

  private BenchStage stage(String name, int rounds, Work work, boolean gradients)
      throws IOException {
    List<Variant> variants = new ArrayList<>();
    try (Work products = Work.products()) {
      add(variants, products, false);
      add(variants, work, false);
      if (gradients) {
        add(variants, work, true);
      }
      progress.accept(name + ": " + variants.size() + " variants in turn, best of " + rounds);
      return new BenchStage(name, Interleaving.bestOf(rounds, variants), PeakMemory.mebibytes());
    } finally {
      variants.forEach(Variant::close);
    }
  }

  private void add(List<Variant> variants, Work work, boolean gradients) throws IOException {
    for (Flavour flavour : FLAVOURS) {
      variants.add(gradients ? work.gradients(flavour) : work.forward(flavour));
    }
    if (python.isPresent()) {
      variants.add(python.get().variant(work.portable(), gradients));
    }
  }

  /** One after the other: there is no memory for two. */
  private BenchStage trainingSteps() throws IOException {
    List<Measured> measured = new ArrayList<>();
    for (Flavour flavour : FLAVOURS) {
      progress.accept("Training steps, " + flavour);
      try (TrainingSteps steps = new TrainingSteps(32, flavour)) {
        measured.addAll(Interleaving.bestOf(1, List.of(steps)));
      }
    }
    return new BenchStage("Training, activations recomputed", measured, PeakMemory.mebibytes());
  }
}
