package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.golden.FormulaWeights;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.training.AdamW;
import org.detdiffusion.networks.training.AverageDecay;
import org.detdiffusion.networks.training.LearningRate;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.networks.training.Optimiser;
import org.detdiffusion.networks.training.ParameterGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Whether Stable Diffusion's U-Net can be trained in the memory that is promised. */
class FullSizeTrainingTest {

  private static final long SIDE = 32;
  private final JsonNode full = Golden.json("full-size/full.json");

  FullSizeTrainingTest() throws IOException {}

  /** Weights, gradients and two moments of 860 million parameters are 12.8 GiB. */
  @Test
  @EnabledIfSystemProperty(
      named = "full.training",
      matches = "true",
      disabledReason = "needs 14 GB of memory: -Dfull.training=true runs it")
  void aStepOfTheWholeUNetFitsInFourteenGigabytes() throws IOException {
    assertThat(peakOfTwoSteps(Optional.empty())).isLessThan(14L * 1024);
  }

  /** What lies in mapped files is the system's to take back, and not counted. */
  @Test
  @EnabledIfSystemProperty(
      named = "full.training",
      matches = "true",
      disabledReason = "needs 9 GB of memory and 7 GB of disk: -Dfull.training=true runs it")
  void withMomentsOnDiskItFitsInNineGigabytes(@TempDir Path directory) throws IOException {
    assertThat(peakOfTwoSteps(Optional.of(directory))).isLessThan(9L * 1024);
  }

  private long peakOfTwoSteps(Optional<Path> moments) throws IOException {
    JsonNode model = full.path("models").path("unet");
    UNet unet =
        new UNet(
            Configurations.unet(new ConfigFile(Path.of("unet"), (ObjectNode) model.get("config"))));
    int width = model.path("config").path("cross_attention_dim").asInt();
    Parameters parameters = Parameters.decayedAndPlain();
    Method losses = Trace.method("losses", parameters, trace -> loss(unet, width, trace));
    Optimisation settings =
        new Optimisation(
                1e-5, LearningRate.constant(0), AdamW.withDecay(0.01), 1, AverageDecay.NONE)
            .inParts(1, true)
            .withMomentsIn(moments);
    var weights =
        new FormulaWeights(full.get("seed").asLong(), model.get("rules"), Spelling.OLD::inFile);
    List<ParameterGroup> groups = ParameterGroup.decayedAndPlain();
    try (OwnMemory memory = new OwnMemory();
        Optimiser optimiser = new Optimiser(losses, parameters, groups, settings, weights)) {
      for (int i = 0; i < 2; i++) {
        long start = System.nanoTime();
        float[] values = optimiser.step(i, 2, manager -> inputs(manager, width));
        System.out.printf(
            "loss %.4f in %.1f s, most memory of its own so far %d MiB%n",
            values[0], (System.nanoTime() - start) / 1e9, memory.peakMebibytes());
        assertThat(values[0]).isFinite();
      }
      return memory.peakMebibytes();
    }
  }

  private static Tensor loss(UNet unet, int width, Trace trace) {
    Tensor sample = trace.input("sample", 1, unet.config().in(), SIDE, SIDE);
    Tensor context = trace.input("context", 1, 77, width);
    Tensor target = trace.input("target", sample.shape());
    Tensor timesteps = trace.input("timesteps", 1);
    Tensor predicted = unet.forward(trace.root(), sample, timesteps, context).prediction();
    return Tensor.stack(List.of(predicted.minus(target).square().mean()));
  }

  private static NDList inputs(NDManager manager, int width) {
    Shape latents = new Shape(1, 4, SIDE, SIDE);
    return new NDList(
        manager.randomNormal(latents),
        manager.randomNormal(new Shape(1, 77, width)),
        manager.randomNormal(latents),
        manager.create(new float[] {500}));
  }
}
