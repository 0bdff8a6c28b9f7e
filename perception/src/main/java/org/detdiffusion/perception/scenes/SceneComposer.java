package org.detdiffusion.perception.scenes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.random.Seeds;

/**
 * Composes scenes of real product photographs: 64x64 pixels, grey, with exact masks and boxes.
 *
 * <ol>
 *   <li>Background: a level in .08-.5, smooth noise on grids of 3, 6 and 12 control points a side
 *       (amplitude .01-.05 each), stripes in 30 % of the scenes.
 *   <li>Clutter: 0-3 rectangles, ellipses or fragments of pullovers and sandals, 5-17 pixels.
 *   <li>1-4 garments, longer side 14-32 pixels, fully inside, each pair overlapping by at most 40 %
 *       of the smaller box; later ones hide earlier ones. Black becomes 0-.3 and white .6-1; with
 *       22 % they are instead the local background -.05 to +.05 and +.1 to +.25. 30 % are
 *       semi-transparent (opacity .75-1).
 *   <li>Sensor noise of standard deviation .005-.04.
 * </ol>
 *
 * A mask holds the visible pixels, a box is tight around them; an object with fewer than 9 visible
 * pixels is dropped. A scene is a pure function of garments, seed and id.
 */
public final class SceneComposer {
  /** Width and height of a scene in pixels. */
  public static final int SIZE = 64;

  private static final int MIN_VISIBLE = 9;
  private static final int ATTEMPTS = 30;
  private static final double MAX_OVERLAP = 0.4;

  private final Wardrobe wardrobe;
  private final List<Integer> labels;

  SceneComposer(Wardrobe wardrobe) {
    this.wardrobe = wardrobe;
    this.labels = List.copyOf(wardrobe.garments().keySet());
  }

  /** A composer with the garments of a split: "train", "extra" or "test". */
  public static SceneComposer ofSplit(String split) {
    return new SceneComposer(Wardrobe.open(split));
  }

  /** The scene of this seed and id, with one object or more. */
  public AnnotatedImage compose(String id, String split, long seed) {
    Random random = Seeds.random(seed, id);
    Canvas canvas = new Canvas(SIZE);
    Backdrop backdrop = new Backdrop(canvas, random);
    backdrop.paint();
    new Clutter(wardrobe.clutter(), random).scatter(canvas);
    List<Placed> placed = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      place(canvas, random, placed);
    }
    backdrop.addSensorNoise();
    return new AnnotatedImage(id, Scenes.NAME, split, canvas.toImage(), objects(placed));
  }

  private record Placed(int label, Box box, BitSet visible) {}

  private void place(Canvas canvas, Random random, List<Placed> placed) {
    int label = labels.get(random.nextInt(labels.size()));
    List<Garment> choice = wardrobe.garments().get(label);
    Garment garment =
        choice.get(random.nextInt(choice.size())).scaledTo(14 + 18 * random.nextDouble());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int left = random.nextInt(SIZE - garment.width() + 1);
      int top = random.nextInt(SIZE - garment.height() + 1);
      Box box = new Box(left, top, garment.width(), garment.height());
      if (placed.stream().allMatch(other -> overlap(box, other.box()) <= MAX_OVERLAP)) {
        BitSet covered = paint(canvas, random, garment, box);
        placed.forEach(earlier -> earlier.visible().andNot(covered));
        placed.add(new Placed(label, box, covered));
        return;
      }
    }
  }

  private static double overlap(Box a, Box b) {
    return a.intersection(b) / Math.min(a.area(), b.area());
  }

  private static BitSet paint(Canvas canvas, Random random, Garment garment, Box box) {
    int left = (int) box.x();
    int top = (int) box.y();
    double dark = 0.3 * random.nextDouble();
    double bright = 0.6 + 0.4 * random.nextDouble();
    if (random.nextDouble() < 0.22) {
      double local = canvas.mean(left, top, garment.width(), garment.height());
      dark = local - 0.05 + 0.10 * random.nextDouble();
      bright = local + 0.10 + 0.15 * random.nextDouble();
    }
    double opacity = random.nextDouble() < 0.3 ? 0.75 + 0.25 * random.nextDouble() : 1;
    return canvas.paste(garment, left, top, dark, bright, opacity);
  }

  private static List<AnnotatedObject> objects(List<Placed> placed) {
    return placed.stream()
        .filter(object -> object.visible().cardinality() >= MIN_VISIBLE)
        .map(SceneComposer::object)
        .toList();
  }

  private static AnnotatedObject object(Placed placed) {
    Mask mask = new Mask(SIZE, SIZE, placed.visible());
    return new AnnotatedObject(
        Wardrobe.CLASSES.get(placed.label()),
        bounds(placed.visible()),
        Optional.of(mask),
        false,
        Optional.empty());
  }

  private static Box bounds(BitSet visible) {
    int left = SIZE;
    int right = 0;
    for (int i = visible.nextSetBit(0); i >= 0; i = visible.nextSetBit(i + 1)) {
      left = Math.min(left, i % SIZE);
      right = Math.max(right, i % SIZE + 1);
    }
    int top = visible.nextSetBit(0) / SIZE;
    int bottom = (visible.length() - 1) / SIZE + 1;
    return Box.ofCorners(left, top, right, bottom);
  }
}
