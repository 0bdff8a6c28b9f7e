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
import org.detdiffusion.networks.diffusion.samplers.Denoiser;
import org.detdiffusion.networks.diffusion.samplers.GuidedDenoiser;
import org.detdiffusion.networks.diffusion.samplers.InitialNoise;
import org.detdiffusion.networks.diffusion.samplers.SeededNoise;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** The pocket generator. */
public final class PocketGenerator implements Generator {

  private final Flavour flavour = Flavour.configured();
  private final GeneratorConfig config;
  private final String sha256;
  private final WordPrompts prompts;
  private final LatentCodec codec;
  private final Parameters parameters = Parameters.decayedAndPlain();
  private final Weights weights;
  private final Map<Integer, Script> scripts = new HashMap<>();

  private PocketGenerator(GeneratorCheckpoint checkpoint) {
    config = checkpoint.config();
    sha256 = checkpoint.sha256();
    prompts = new WordPrompts(config);
    try (HalfMade made = new HalfMade()) {
      codec = made.with(new LatentCodec(config, checkpoint.autoencoder()), LatentCodec::close);
      compile(1).close();
      weights = Weights.of(parameters, checkpoint.generator());
      made.whole();
    }
  }

  /** Loads a checkpoint that {@link GeneratorTraining#publish} wrote. */
  public static PocketGenerator load(Path directory) throws IOException {
    try {
      return new PocketGenerator(GeneratorCheckpoint.read(directory));
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(directory, "does not fit its network: " + e.getMessage());
    }
  }

  @Override
  public List<String> classes() {
    return config.classes();
  }

  @Override
  public int imageSize() {
    return config.imageSize();
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
  public List<PixelImage> generate(List<Request> requests, Sampling sampling) {
    return BatchSizes.each(requests, batch -> together(batch, sampling));
  }

  private List<PixelImage> together(List<Request> requests, Sampling sampling) {
    int n = requests.size();
    long[] seeds = requests.stream().mapToLong(Request::seed).toArray();
    double[] noise = InitialNoise.of(seeds, config.latentLength());
    Script script = scripts.computeIfAbsent(n, this::compile);
    try (NDManager manager = Torch.manager()) {
      Denoiser denoiser = guided(script, manager, requests, sampling.guidance());
      double[] latents =
          sampling
              .sampler()
              .sampler(config.noiseSchedule(), config.prediction(), sampling.steps())
              .sample(denoiser, noise, new SeededNoise(seeds));
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
