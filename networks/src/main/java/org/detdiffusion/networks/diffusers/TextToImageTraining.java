package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.DiffusionBatch;
import org.detdiffusion.networks.diffusion.LayoutPrompts;
import org.detdiffusion.networks.diffusion.LayoutToImageLoss;
import org.detdiffusion.networks.diffusion.PixelArrays;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.training.LossValues;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Optimiser;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.CheckpointContents;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.ResumableState;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.augment.Batches;
import org.detdiffusion.perception.random.Seeds;

/**
 * Fine-tunes Stable Diffusion to draw layouts (DetDiffusion 3): text encoder, U-Net and perception
 * head are trained, the autoencoder is frozen.
 */
public final class TextToImageTraining implements Training {

  /** What a saved state calls the checksum of the model that the run began with. */
  private static final String BASE = "base_sha256";

  private final FineTuning tuning;
  private final LayoutModel described;
  private final Batches examples;
  private final VocabularyGrowth.Grown base;
  private final String baseSha256;
  private final LayoutPrompts prompts;
  private final DiffusionBatch.Form form;
  private final KlCodec codec;
  private final Optimiser optimiser;
  private int step;

  /**
   * In the precision that is configured.
   *
   * @param model to start from; it is only read
   * @param classes that the examples show
   * @param imageSize side of the examples in pixels
   * @throws IllegalArgumentException in one sentence for sizes that don't fit the model
   */
  public TextToImageTraining(
      DiffusersDirectory model,
      FineTuning tuning,
      List<String> classes,
      int imageSize,
      Batches examples)
      throws IOException {
    this.tuning = tuning;
    this.examples = examples;
    FineTuning.Layouts layouts = tuning.layouts();
    described = new LayoutModel(classes, imageSize, layouts.locations(), layouts.maxObjects());
    base = layouts.growth().grow(model);
    AutoencoderKl.Config autoencoder = model.autoencoderConfig();
    new FineTuningCheck(tuning, imageSize, autoencoder, model.unetConfig()).check();
    baseSha256 = model.sha256();
    prompts = new ClipPrompts(base.tokenizer(), described.prompt(), model.textConfig().length());
    form =
        new DiffusionBatch.Form(
            autoencoder.latent(),
            imageSize / autoencoder.factor(),
            Schedulers.schedule(model.scheduler()),
            tuning.loss(),
            tuning.objective().nullPromptShare(),
            tuning.objective().weights(),
            tuning.objective().unmasked(),
            Optional.empty());
    Flavour flavour = Flavour.configured();
    try (HalfMade made = new HalfMade()) {
      codec = made.with(KlCodec.load(model, flavour), KlCodec::close);
      optimiser = optimiser(flavour);
      made.whole();
    }
  }

  private Optimiser optimiser(Flavour flavour) throws IOException {
    TextToImageLoss network = new TextToImageLoss(base.model(), form.loss(), tuning.run().seed());
    TrainedParts parts = tuning.parts(base.model().textConfig().layers());
    Parameters parameters = parts.parameters();
    long together = tuning.run().batchSize() / tuning.learning().parts();
    long[] latents = {together, form.channels(), form.side(), form.side()};
    Method losses = network.losses(parameters, flavour, latents, prompts.length());
    return new Optimiser(losses, parameters, parts.groups(), tuning.optimisation(), network);
  }

  @Override
  public int step() {
    return step;
  }

  @Override
  public int steps() {
    return tuning.run().steps();
  }

  @Override
  public Map<String, Double> advance() throws NonFiniteLossException {
    long seed = tuning.run().seed();
    List<AnnotatedImage> images = examples.batch(seed, step, tuning.run().batchSize());
    float[] pixels = PixelArrays.of(images.stream().map(AnnotatedImage::image).toList());
    int side = described.imageSize();
    float[] clean = codec.encode(pixels, images.size(), side, side, Seeds.mix(seed, step, 1));
    DiffusionBatch batch = new DiffusionBatch(form, prompts, images, Seeds.mix(seed, step, 2));
    float[] values = optimiser.step(step, steps(), manager -> batch.toArrays(manager, clean));
    Map<String, Double> losses = LossValues.named(LayoutToImageLoss.NAMES, values, step);
    step++;
    return losses;
  }

  @Override
  public void saveResumable(Path directory) throws IOException {
    ResumableState.write(directory, step, optimiser.state(), Map.of(BASE, baseSha256));
  }

  @Override
  public void resume(Path directory) throws IOException {
    ResumableState state = ResumableState.read(directory);
    if (!baseSha256.equals(state.tensors().metadata().get(BASE))) {
      throw new InvalidWeightsException(
          base.model().root(),
          "is not the model that the run in %s began with: bring that one back, or begin anew"
              .formatted(directory));
    }
    optimiser.restore(state.tensors());
    step = state.step();
  }

  /** A checkpoint that is a diffusers directory too; the perception head stays behind. */
  @Override
  public Path publish(Path modelsRoot) throws IOException {
    Map<String, TrainedValues> trained = new HashMap<>();
    trained.put(TextToImageLoss.TEXT, values(TextToImageLoss.TEXT));
    if (tuning.learning().unet()) {
      trained.put(TextToImageLoss.UNET, values(TextToImageLoss.UNET));
    }
    CheckpointContents contents =
        new CheckpointContents(LayoutModel.ROLE, described.json(), step, Map.of(), Map.of());
    return Checkpoint.write(modelsRoot, contents, directory -> base.fill(directory, trained))
        .directory();
  }

  private TrainedValues values(String part) {
    return name -> optimiser.average().bytes(part + "." + name);
  }

  @Override
  public void close() {
    optimiser.close();
    codec.close();
  }
}
