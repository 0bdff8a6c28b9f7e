package org.detdiffusion.networks.diffusion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.training.LearningRate;
import org.detdiffusion.networks.training.LossValues;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.networks.training.Optimiser;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.networks.weights.ResumableState;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.image.PixelImage;

/** Trains text encoder, U-Net and perception head together; the autoencoder is frozen. */
public final class GeneratorTraining implements Training {

  /**
   * @param perceptionLossWeight lambda of {@code L = L_LDM + lambda L_p}; 0 trains without
   */
  public record Settings(
      int steps, int batchSize, double learningRate, double perceptionLossWeight, long seed) {}

  /** In front of the autoencoder's tensors in a saved state: its signs differ between machines. */
  private static final String AUTOENCODER = "autoencoder/";

  private final GeneratorConfig config;
  private final Settings settings;
  private final TrainingMix examples;
  private final WordPrompts prompts;
  private final DiffusionBatch.Form form;
  private final LatentCodec codec;
  private final Optimiser optimiser;
  private final Parameters parameters = Parameters.decayedAndPlain();
  private int step;

  /**
   * In the precision that is configured.
   *
   * @param examples images of the config's size; their objects carry attributes where known
   */
  public GeneratorTraining(GeneratorConfig config, Settings settings, TrainingMix examples) {
    this(config, settings, examples, Flavour.configured());
  }

  GeneratorTraining(
      GeneratorConfig config, Settings settings, TrainingMix examples, Flavour flavour) {
    this.config = config;
    this.settings = settings;
    this.examples = examples;
    prompts = new WordPrompts(config);
    LayoutToImageLoss loss =
        new LayoutToImageLoss(config.head(), settings.perceptionLossWeight(), config.maxObjects());
    form = config.batches(loss);
    Method losses =
        new GeneratorNetwork(config, flavour).losses(parameters, settings.batchSize(), loss);
    LearningRate schedule = LearningRate.warmUpFlatCosine(100, 0.5, 0.03);
    Optimisation optimisation = new Optimisation(settings.learningRate(), schedule, 0.01, 1, 0.997);
    try (HalfMade made = new HalfMade()) {
      codec = made.with(codec(), LatentCodec::close);
      optimiser = Optimiser.fromChance(losses, parameters, optimisation, settings.seed());
      made.whole();
    }
  }

  private LatentCodec codec() {
    Iterable<PixelImage> images =
        () -> examples.real().stream().map(AnnotatedImage::image).iterator();
    return new LatentCodec(config, new PrincipalComponents(config.autoencoder()).fit(images));
  }

  @Override
  public int step() {
    return step;
  }

  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public Map<String, Double> advance() throws NonFiniteLossException {
    List<AnnotatedImage> images = examples.batch(settings.seed(), step, settings.batchSize());
    float[] clean = codec.encode(images.stream().map(AnnotatedImage::image).toList());
    DiffusionBatch batch =
        new DiffusionBatch(form, prompts, images, settings.seed() * 1_000_003 + step);
    float[] values =
        optimiser.step(step, settings.steps(), manager -> batch.toArrays(manager, clean));
    Map<String, Double> losses = LossValues.named(LayoutToImageLoss.NAMES, values, step);
    step++;
    return losses;
  }

  @Override
  public void saveResumable(Path directory) throws IOException {
    Map<String, TensorData> state = optimiser.state();
    state.putAll(codec.tensors(AUTOENCODER));
    ResumableState.write(directory, step, state);
  }

  @Override
  public void resume(Path directory) throws IOException {
    ResumableState state = ResumableState.read(directory);
    optimiser.restore(state.tensors());
    codec.set(ParameterSource.stored(state.tensors(), AUTOENCODER));
    step = state.step();
  }

  /** The moving average; the perception head stays behind, since sampling does not need it. */
  @Override
  public Path publish(Path modelsRoot) throws IOException {
    Map<String, float[]> average = optimiser.averageWeights();
    average.keySet().removeIf(name -> name.startsWith(LayoutToImageLoss.HEAD));
    return GeneratorCheckpoint.write(modelsRoot, config, parameters, average, codec.values(), step)
        .directory();
  }

  @Override
  public void close() {
    optimiser.close();
    codec.close();
  }
}
