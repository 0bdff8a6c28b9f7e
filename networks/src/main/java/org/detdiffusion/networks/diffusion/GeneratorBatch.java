package org.detdiffusion.networks.diffusion;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.networks.diffusion.samplers.NoiseSchedule;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** One training batch as the loss method takes it; a pure function of images and seed. */
final class GeneratorBatch {

  private final GeneratorConfig config;
  private final NoiseSchedule schedule;
  private final int n;
  private final int side;
  private final int channels;
  private final float[] noise;
  private final float[] timesteps;
  private final float[] alphas;
  private final long[] ids;
  private final float[] map;
  private final float[] weight;
  private final long[] objects;
  private final float[] masks;
  private final float[] present;

  GeneratorBatch(
      GeneratorConfig config, PromptEncoder prompts, List<AnnotatedImage> images, long seed) {
    this.config = config;
    schedule = config.noiseSchedule();
    n = images.size();
    side = config.latentSize();
    channels = LayoutMap.channels(config.classes().size());
    noise = new float[n * config.latentLength()];
    timesteps = new float[n];
    alphas = new float[n];
    ids = new long[n * config.text().length()];
    map = new float[n * channels * side * side];
    weight = new float[n * side * side];
    objects = new long[n * config.maxObjects()];
    int maskSide = side * config.head().upscale();
    masks = new float[n * config.maxObjects() * maskSide * maskSide];
    present = new float[n * config.maxObjects()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < n; i++) {
      fill(i, images.get(i), prompts, random);
    }
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  private void fill(int i, AnnotatedImage image, PromptEncoder prompts, SplittableRandom random) {
    int timestep = (int) ((i + random.nextDouble()) / n * schedule.steps());
    timesteps[i] = timestep;
    alphas[i] = (float) schedule.alphaCumprod(timestep);
    Layout layout = Layout.of(image);
    boolean empty = random.nextDouble() < config.nullPromptShare();
    PromptEncoder.Encoded prompt = prompts.shuffled(layout, random);
    long[] shown = (empty ? prompts.empty() : prompt).ids();
    System.arraycopy(shown, 0, ids, i * shown.length, shown.length);
    if (!empty) {
      LayoutMap.draw(layout, config.classes(), side, map, i * channels * side * side);
      fillObjects(i, image, prompt);
    }
    fillWeight(i, layout);
  }

  /** Without prompt there is nothing that says which mask is whose: no objects then. */
  private void fillObjects(int i, AnnotatedImage image, PromptEncoder.Encoded prompt) {
    for (int k = 0; k < prompt.lastTokens().size(); k++) {
      int slot = i * config.maxObjects() + k;
      objects[slot] = prompt.lastTokens().get(k);
      present[slot] = 1;
      fillMask(slot, mask(image, prompt.objects().get(k)));
    }
  }

  private static Mask mask(AnnotatedImage image, LayoutObject named) {
    return image.objects().stream()
        .filter(object -> object.box().equals(named.box()))
        .map(AnnotatedObject::mask)
        .flatMap(java.util.Optional::stream)
        .findFirst()
        .orElseGet(() -> Mask.ellipse(image.image().width(), image.image().height(), named.box()));
  }

  private void fillMask(int slot, Mask mask) {
    int maskSide = side * config.head().upscale();
    int step = mask.width() / maskSide;
    for (int y = 0; y < maskSide; y++) {
      for (int x = 0; x < maskSide; x++) {
        int covered = 0;
        for (int k = 0; k < step * step; k++) {
          covered += mask.get(x * step + k % step, y * step + k / step) ? 1 : 0;
        }
        masks[(slot * maskSide + y) * maskSide + x] = 2 * covered >= step * step ? 1 : 0;
      }
    }
  }

  private void fillWeight(int i, Layout layout) {
    double scale = (double) side / layout.width();
    for (int cell = 0; cell < side * side; cell++) {
      double x = (cell % side + 0.5) / scale;
      double y = (cell / side + 0.5) / scale;
      boolean inside =
          layout.objects().stream()
              .map(LayoutObject::box)
              .anyMatch(b -> x >= b.x() && x < b.right() && y >= b.y() && y < b.bottom());
      weight[i * side * side + cell] = (float) (inside ? 1 + config.boxWeight() : 1);
    }
  }

  /** In the order of the loss method, the clean latents first. */
  NDList toArrays(NDManager manager, float[] clean, boolean perception) {
    int latents = config.autoencoder().channels();
    Shape shape = new Shape(n, latents, side, side);
    NDList arrays = new NDList(manager.create(clean, shape), manager.create(noise, shape));
    arrays.add(manager.create(timesteps));
    arrays.add(manager.create(alphas));
    arrays.add(manager.create(ids, new Shape(n, config.text().length())));
    arrays.add(manager.create(map, new Shape(n, channels, side, side)));
    arrays.add(manager.create(weight, new Shape(n, 1, side, side)));
    if (perception) {
      int maskSide = side * config.head().upscale();
      arrays.add(manager.create(objects, new Shape(n, config.maxObjects())));
      arrays.add(manager.create(masks, new Shape(n, config.maxObjects(), maskSide, maskSide)));
      arrays.add(manager.create(present, new Shape(n, config.maxObjects())));
    }
    return arrays;
  }
}
