package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.networks.diffusion.BatchSizes;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.LayoutPrompts;
import org.detdiffusion.networks.diffusion.PixelArrays;
import org.detdiffusion.networks.diffusion.samplers.InitialNoise;
import org.detdiffusion.networks.diffusion.samplers.Sampler;
import org.detdiffusion.networks.diffusion.samplers.SeededNoise;
import org.detdiffusion.networks.diffusion.samplers.StepListener;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** A fine-tuned text-to-image model that draws layouts. */
public final class LayoutToImage implements Generator {

  private final LayoutModel described;
  private final String sha256;
  private final DiffusersDirectory model;
  private final LayoutPrompts prompts;
  private final int channels;
  private final int side;
  private final TextToImage pipeline;

  private LayoutToImage(Checkpoint checkpoint) throws IOException {
    described = LayoutModel.of(checkpoint);
    sha256 = checkpoint.sha256();
    model = DiffusersDirectory.open(checkpoint.directory());
    described.check(model);
    int length = model.textConfig().length();
    prompts = new ClipPrompts(model.readTokenizer(), described.prompt(), length);
    channels = model.autoencoderConfig().latent();
    side = described.imageSize() / model.autoencoderConfig().factor();
    pipeline = TextToImage.load(model, Flavour.configured());
  }

  /** Loads a checkpoint that {@link TextToImageTraining#publish} wrote. */
  public static LayoutToImage load(Path directory) throws IOException {
    return new LayoutToImage(Checkpoint.read(directory));
  }

  @Override
  public List<String> classes() {
    return described.classes();
  }

  @Override
  public int imageSize() {
    return described.imageSize();
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public String prompt(Layout layout) {
    return prompts.encode(layout).text();
  }

  @Override
  public Layout shown(Layout layout) {
    return new Layout(layout.width(), layout.height(), prompts.encode(layout).objects());
  }

  /**
   * @throws IllegalArgumentException when the model's configuration does not suit the sampler
   */
  @Override
  public List<PixelImage> generate(List<Request> requests, Sampling sampling) {
    return BatchSizes.each(requests, batch -> together(batch, sampling));
  }

  private List<PixelImage> together(List<Request> requests, Sampling sampling) {
    int n = requests.size();
    long[] seeds = requests.stream().mapToLong(Request::seed).toArray();
    long[][] ids =
        requests.stream().map(r -> prompts.encode(r.layout()).ids()).toArray(long[][]::new);
    TextToImage.Request request =
        new TextToImage.Request(
            ids,
            prompts.empty().ids(),
            sampling.guidance(),
            side,
            side,
            InitialNoise.of(seeds, channels * side * side));
    double[] latents =
        pipeline.sample(request, sampler(sampling), new SeededNoise(seeds), StepListener.NONE);
    float[] pixels = pipeline.codec().decode(latents, n, side, side);
    return PixelArrays.images(pixels, described.imageSize(), described.imageSize());
  }

  private Sampler sampler(Sampling sampling) {
    String type = sampling.sampler().diffusersClass();
    try {
      return Schedulers.sampler(type, model.scheduler(), sampling.steps(), 0);
    } catch (InvalidWeightsException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
