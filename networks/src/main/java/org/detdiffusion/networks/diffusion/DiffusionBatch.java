package org.detdiffusion.networks.diffusion;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.detdiffusion.networks.diffusion.samplers.NoiseSchedule;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** One training batch as a loss method takes it; a pure function of images and seed. */
public final class DiffusionBatch {

  /**
   * What batches are made for.
   *
   * @param channels of the latents, and {@code side}, their height and width
   * @param nullPromptShare of the images whose prompt and map are emptied, for guidance
   * @param mapClasses classes of the layout map; empty for a network that has none
   */
  public record Form(
      int channels,
      int side,
      NoiseSchedule schedule,
      LayoutToImageLoss loss,
      double nullPromptShare,
      LatentWeights weights,
      BoxShape unmasked,
      Optional<List<String>> mapClasses) {}

  private final Form form;
  private final LayoutPrompts prompts;
  private final int n;
  private final int maskSide;
  private final float[] noise;
  private final float[] timesteps;
  private final float[] alphas;
  private final long[] ids;
  private final float[] map;
  private final float[] weight;
  private final long[] objects;
  private final float[] masks;
  private final float[] present;

  /**
   * @param images square, their side a multiple of the masks' side
   */
  public DiffusionBatch(Form form, LayoutPrompts prompts, List<AnnotatedImage> images, long seed) {
    this.form = form;
    this.prompts = prompts;
    n = images.size();
    maskSide = form.side * form.loss.head().upscale();
    int cells = form.side * form.side;
    int slots = n * form.loss.maxObjects();
    noise = new float[n * form.channels * cells];
    timesteps = new float[n];
    alphas = new float[n];
    ids = new long[n * prompts.length()];
    map = new float[n * mapChannels() * cells];
    weight = new float[n * cells];
    objects = new long[slots];
    masks = new float[slots * maskSide * maskSide];
    present = new float[slots];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < n; i++) {
      fill(i, images.get(i), random);
    }
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
  }

  private int mapChannels() {
    return form.mapClasses.map(classes -> LayoutMap.channels(classes.size())).orElse(0);
  }

  /** Timesteps are spread evenly over the batch, which makes its loss less noisy. */
  private void fill(int i, AnnotatedImage image, SplittableRandom random) {
    int timestep = (int) ((i + random.nextDouble()) / n * form.schedule.steps());
    timesteps[i] = timestep;
    alphas[i] = (float) form.schedule.alphaCumprod(timestep);
    Layout layout = Layout.of(image);
    boolean empty = random.nextDouble() < form.nullPromptShare;
    LayoutPrompts.Encoded prompt = prompts.shuffled(layout, random);
    long[] shown = (empty ? prompts.empty() : prompt).ids();
    System.arraycopy(shown, 0, ids, i * shown.length, shown.length);
    if (!empty) {
      drawMap(i, layout);
      fillObjects(i, image, prompt);
    }
    Layout named = new Layout(layout.width(), layout.height(), prompt.objects());
    float[] weights = form.weights.of(layout, named, form.side);
    System.arraycopy(weights, 0, weight, i * weights.length, weights.length);
  }

  private void drawMap(int i, Layout layout) {
    if (form.mapClasses.isPresent()) {
      int offset = i * mapChannels() * form.side * form.side;
      LayoutMap.draw(layout, form.mapClasses.get(), form.side, map, offset);
    }
  }

  /** Without prompt there is nothing that says which mask is whose: no objects then. */
  private void fillObjects(int i, AnnotatedImage image, LayoutPrompts.Encoded prompt) {
    int most = Math.min(prompt.lastTokens().size(), form.loss.maxObjects());
    for (int k = 0; k < most; k++) {
      int slot = i * form.loss.maxObjects() + k;
      objects[slot] = prompt.lastTokens().get(k);
      // One too thin for the mask's cells can't be learnt from.
      present[slot] = fillMask(slot, mask(image, prompt.objects().get(k))) ? 1 : 0;
    }
  }

  private Mask mask(AnnotatedImage image, LayoutObject named) {
    return image.objects().stream()
        .filter(object -> object.box().equals(named.box()))
        .map(AnnotatedObject::mask)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(
            () -> form.unmasked.mask(image.image().width(), image.image().height(), named.box()));
  }

  /** Whether any cell is covered by half. */
  private boolean fillMask(int slot, Mask mask) {
    int step = mask.width() / maskSide;
    boolean any = false;
    for (int y = 0; y < maskSide; y++) {
      for (int x = 0; x < maskSide; x++) {
        int covered = 0;
        for (int k = 0; k < step * step; k++) {
          covered += mask.get(x * step + k % step, y * step + k / step) ? 1 : 0;
        }
        boolean inside = 2 * covered >= step * step;
        masks[(slot * maskSide + y) * maskSide + x] = inside ? 1 : 0;
        any |= inside;
      }
    }
    return any;
  }

  /** In the order of the loss method, the clean latents first. */
  public NDList toArrays(NDManager manager, float[] clean) {
    int side = form.side;
    Shape shape = new Shape(n, form.channels, side, side);
    NDList arrays = new NDList(manager.create(clean, shape), manager.create(noise, shape));
    arrays.add(manager.create(timesteps));
    arrays.add(manager.create(alphas));
    arrays.add(manager.create(ids, new Shape(n, prompts.length())));
    if (form.mapClasses.isPresent()) {
      arrays.add(manager.create(map, new Shape(n, mapChannels(), side, side)));
    }
    arrays.add(manager.create(weight, new Shape(n, 1, side, side)));
    if (form.loss.perception()) {
      int most = form.loss.maxObjects();
      arrays.add(manager.create(objects, new Shape(n, most)));
      arrays.add(manager.create(masks, new Shape(n, most, maskSide, maskSide)));
      arrays.add(manager.create(present, new Shape(n, most)));
    }
    return arrays;
  }
}
