package org.detdiffusion.networks.detection.torchvision;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.detdiffusion.networks.detection.boxes.BoxMatcher;
import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * Which boxes of an image a stage learns from.
 *
 * @param matcher which of them match an object
 * @param size boxes of an image, at most
 * @param positiveShare of those that match, at most
 */
public record Sampling(BoxMatcher matcher, int size, double positiveShare) {

  /** Without objects all is background. */
  int[] match(Boxes truth, Boxes candidates) {
    return matcher.match(truth, candidates);
  }

  /** Indices drawn from those that match and from the background, in order. */
  int[] sample(int[] matches, RandomGenerator random) {
    int most = (int) (size * positiveShare);
    int[] positive = draw(matches, match -> match >= 0, most, random);
    int rest = size - positive.length;
    int[] negative = draw(matches, match -> match == BoxMatcher.BACKGROUND, rest, random);
    return IntStream.concat(Arrays.stream(positive), Arrays.stream(negative)).sorted().toArray();
  }

  private static int[] draw(int[] matches, IntPredicate kind, int most, RandomGenerator random) {
    int[] all = IntStream.range(0, matches.length).filter(i -> kind.test(matches[i])).toArray();
    int drawn = Math.min(most, all.length);
    for (int i = 0; i < drawn; i++) {
      int other = i + random.nextInt(all.length - i);
      int swapped = all[i];
      all[i] = all[other];
      all[other] = swapped;
    }
    return Arrays.copyOf(all, drawn);
  }
}
