package org.detdiffusion.perception.augment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Border;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Pastes real objects into other real images at random places: the control that tells new
 * arrangements from new looks. Pasted objects are scaled by 0.8 to 1.25 and mirrored at random; one
 * that its own image cuts stays at that border. What lies over an object hides it: one hidden by
 * more than 60 % is dropped.
 *
 * @param pool images to cut from; not copied, as they may be read when they are asked for
 * @param most pastes 1 to this many objects an image
 * @param shape the cut for objects without masks
 */
public record CopyPaste(List<AnnotatedImage> pool, int most, BoxShape shape)
    implements Augmentation {
  private static final int TRIES = 8;

  public CopyPaste {
    pool = Collections.unmodifiableList(pool);
    if (pool.isEmpty() || most < 1) {
      throw new IllegalArgumentException("pasting needs images to cut from and 1 object or more");
    }
  }

  /** Up to 4 objects an image, cut by ellipses where there are no masks. */
  public CopyPaste(List<AnnotatedImage> pool) {
    this(pool, 4, BoxShape.ELLIPSE);
  }

  @Override
  public AnnotatedImage apply(AnnotatedImage image, RandomGenerator random) {
    PixelImage pixels = image.image();
    byte[] rgb = pixels.rgb().clone();
    List<AnnotatedObject> objects = image.objects();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      Optional<CutOut> cut = pick(image, random);
      if (cut.isPresent()) {
        BitSet painted = cut.get().paste(rgb, pixels.width(), pixels.height());
        objects = hide(objects, painted, pixels);
        objects.add(cut.get().pasted(painted, pixels.width(), pixels.height()));
      }
    }
    return image.with(new PixelImage(pixels.width(), pixels.height(), rgb), objects);
  }

  private List<AnnotatedObject> hide(
      List<AnnotatedObject> objects, BitSet painted, PixelImage pixels) {
    List<AnnotatedObject> visible = new ArrayList<>(objects.size() + 1);
    for (AnnotatedObject object : objects) {
      Visibility.under(painted, object, shape, pixels.width()).ifPresent(visible::add);
    }
    return visible;
  }

  private Optional<CutOut> pick(AnnotatedImage into, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      AnnotatedImage from = pool.get(random.nextInt(pool.size()));
      if (from.objects().isEmpty() || (from.id().equals(into.id()) && pool.size() > 1)) {
        continue;
      }
      AnnotatedObject object = from.objects().get(random.nextInt(from.objects().size()));
      if (!object.crowd() && object.box().area() > 0) {
        return Optional.of(place(from.image(), object, into.image(), random));
      }
    }
    return Optional.empty();
  }

  private CutOut place(
      PixelImage from, AnnotatedObject object, PixelImage into, RandomGenerator random) {
    boolean mirrored = random.nextBoolean();
    double scale = 0.8 + 0.45 * random.nextDouble();
    Box box = mirrored ? object.box().flip(from.width()) : object.box();
    double width = Math.min(box.width() * scale, into.width());
    double height = Math.min(box.height() * scale, into.height());
    double x = Border.place(box.x(), box.width(), from.width(), width, into.width(), random);
    double y = Border.place(box.y(), box.height(), from.height(), height, into.height(), random);
    return new CutOut(from, object, shape, new Box(x, y, width, height), mirrored);
  }
}
