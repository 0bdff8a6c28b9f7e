package org.detdiffusion.perception.augment;

import java.util.random.RandomGenerator;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.image.PixelImage;

/**
 * The classic augmentation that synthetic images must beat: mirroring, shifting with the edge
 * repeated, zooming, brightness and contrast. Boxes are clipped; an object with less than 40 % of
 * its area left is dropped.
 *
 * @param flip probability of mirroring
 * @param shift largest shift each way, as a share of the image's side
 * @param smallest smallest zoom
 * @param largest largest zoom
 * @param contrast contrast is multiplied by 1 - contrast to 1 + contrast
 * @param brightness added, as a share of full white, either way
 */
public record StrongAugmentation(
    double flip, double shift, double smallest, double largest, double contrast, double brightness)
    implements Augmentation {

  /** Shift up to 10 pixels of 64, zoom 0.84 to 1.2. */
  public static StrongAugmentation standard() {
    return new StrongAugmentation(0.5, 10.0 / 64, 0.84, 1.2, 0.2, 0.08);
  }

  @Override
  public AnnotatedImage apply(AnnotatedImage image, RandomGenerator random) {
    PixelImage pixels = image.image();
    boolean mirrored = random.nextDouble() < flip;
    double zoom = smallest + (largest - smallest) * random.nextDouble();
    double dx = either(shift, random) * pixels.width();
    double dy = either(shift, random) * pixels.height();
    Tone tone = new Tone(1 + either(contrast, random), 255 * either(brightness, random));
    Motion motion =
        new Motion(
            Axis.across(pixels.width(), zoom, dx, mirrored),
            Axis.across(pixels.height(), zoom, dy, false));
    AnnotatedImage moved = motion.apply(image);
    return moved.with(tone.apply(moved.image()), moved.objects());
  }

  private static double either(double most, RandomGenerator random) {
    return most * (2 * random.nextDouble() - 1);
  }
}
