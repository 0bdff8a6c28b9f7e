package org.detdiffusion.networks.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.detdiffusion.networks.diffusion.samplers.Denoiser;
import org.detdiffusion.networks.diffusion.samplers.DpmSolverPlusPlus;
import org.detdiffusion.networks.diffusion.samplers.GuidedDenoiser;
import org.detdiffusion.networks.diffusion.samplers.NoiseSource;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/**
 * Makes pictures of layouts. The picture is a pure function of checkpoint, request and settings:
 * made alone it is the same bytes every time, in a batch within 1/255. One thread at a time.
 */
public final class Generator implements AutoCloseable {

  /** One picture to make. */
  public record Request(Layout layout, long seed) {}

  /**
   * @param steps of DPM-Solver++ 2M
   * @param guidance scale of classifier-free guidance; 1 is none
   */
  public record Sampling(int steps, double guidance) {}

  private final Flavour flavour = Flavour.configured();
  private final GeneratorConfig config;
  private final String sha256;
  private final PromptEncoder prompts;
  private final LatentCodec codec;
  private final Parameters parameters = Parameters.decayedAndPlain();
  private final Weights weights;
  private final Map<Integer, Script> scripts = new HashMap<>();

  private Generator(GeneratorCheckpoint checkpoint) {
    config = checkpoint.config();
    sha256 = checkpoint.sha256();
    prompts = new PromptEncoder(config);
    codec = new LatentCodec(config, checkpoint.autoencoder());
    try {
      compile(1).close();
      weights = Weights.of(parameters, checkpoint.generator());
    } catch (IllegalArgumentException e) {
      codec.close();
      throw e;
    }
  }

  /** Loads a checkpoint that {@link GeneratorTraining#publish} wrote. */
  public static Generator load(Path directory) throws IOException {
    try {
      return new Generator(GeneratorCheckpoint.read(directory));
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(directory, "does not fit its network: " + e.getMessage());
    }
  }

  public List<String> classes() {
    return config.classes();
  }

  /** Side of its pictures in pixels. */
  public int imageSize() {
    return config.imageSize();
  }

  public String sha256() {
    return sha256;
  }

  /** The prompt of a layout in words. */
  public String prompt(Layout layout) {
    return prompts.text(layout);
  }

  /** Pictures in the order of the requests. */
  public List<PixelImage> generate(List<Request> requests, Sampling sampling) {
    int n = requests.size();
    double[] noise = new double[n * config.latentLength()];
    for (int i = 0; i < n; i++) {
      SplittableRandom random = new SplittableRandom(requests.get(i).seed());
      for (int k = 0; k < config.latentLength(); k++) {
        noise[i * config.latentLength() + k] = random.nextGaussian();
      }
    }
    Script script = scripts.computeIfAbsent(n, this::compile);
    try (NDManager manager = Torch.manager()) {
      Denoiser denoiser = guided(script, manager, requests, sampling.guidance());
      double[] latents =
          DpmSolverPlusPlus.of(config.noiseSchedule(), config.prediction(), sampling.steps())
              .sample(denoiser, noise, NoiseSource.none());
      float[] rounded = new float[latents.length];
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) latents[i];
      }
      return codec.decode(rounded);
    }
  }

  private Script compile(int n) {
    GeneratorNetwork network = new GeneratorNetwork(config, flavour);
    return new Script(
        List.of(
            network.context(parameters, 2 * n).source(),
            network.denoise(parameters, 2 * n).source()));
  }

  private Denoiser guided(
      Script script, NDManager manager, List<Request> requests, double guidance) {
    int n = requests.size();
    NDArray map = manager.create(maps(requests), mapShape(2 * n));
    NDArray ids = manager.create(ids(requests), new Shape(2 * n, config.text().length()));
    NDArray context = call(script, "context", new NDList(ids));
    Shape shape =
        new Shape(
            2L * n, config.autoencoder().channels(), config.latentSize(), config.latentSize());
    return new GuidedDenoiser(
        guidance,
        (twice, timestep) -> {
          float[] times = new float[2 * n];
          Arrays.fill(times, timestep);
          try (NDManager stepManager = manager.newSubManager()) {
            NDArray input = stepManager.create(twice, shape);
            NDList arguments = new NDList(input, map, stepManager.create(times), context);
            return call(script, "denoise", arguments).toFloatArray();
          }
        });
  }

  private NDArray call(Script script, String method, NDList arguments) {
    weights.addTo(arguments, "p");
    return script.call(method, arguments, false);
  }

  private Shape mapShape(int n) {
    int channels = LayoutMap.channels(config.classes().size());
    return new Shape(n, channels, config.latentSize(), config.latentSize());
  }

  /** The maps of the requests, then empty ones. */
  private float[] maps(List<Request> requests) {
    int length = (int) mapShape(1).size();
    float[] maps = new float[2 * requests.size() * length];
    for (int i = 0; i < requests.size(); i++) {
      Layout layout = requests.get(i).layout();
      LayoutMap.draw(layout, config.classes(), config.latentSize(), maps, i * length);
    }
    return maps;
  }

  private long[] ids(List<Request> requests) {
    int length = config.text().length();
    long[] ids = new long[2 * requests.size() * length];
    for (int i = 0; i < requests.size(); i++) {
      long[] prompted = prompts.encode(requests.get(i).layout()).ids();
      System.arraycopy(prompted, 0, ids, i * length, length);
      System.arraycopy(prompts.empty().ids(), 0, ids, (requests.size() + i) * length, length);
    }
    return ids;
  }

  @Override
  public void close() {
    scripts.values().forEach(Script::close);
    weights.close();
    codec.close();
  }
}
