package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.Boxes;

/** The boxes that a stage learns from, image after image. */
final class SampledBoxes {

  private final List<Long> sampled = new ArrayList<>();
  private final List<Long> labels = new ArrayList<>();
  private final List<Boxes> references = new ArrayList<>();
  private final List<Boxes> objects = new ArrayList<>();
  private long candidates;

  /** Samples among the candidates of the next image; returns which. */
  int[] add(Sampling sampling, Boxes boxes, Truth truth, RandomGenerator random) {
    int[] matches = sampling.match(truth.boxes(), boxes);
    int[] drawn = sampling.sample(matches, random);
    for (int i : drawn) {
      sampled.add(candidates + i);
      labels.add(matches[i] < 0 ? -1L : truth.labels()[matches[i]]);
    }
    int[] found = IntStream.of(drawn).filter(i -> matches[i] >= 0).toArray();
    references.add(boxes.select(found));
    objects.add(truth.boxes().select(IntStream.of(found).map(i -> matches[i]).toArray()));
    candidates += boxes.size();
    return drawn;
  }

  /** Indices counted over the candidates of the whole batch. */
  long[] sampled() {
    return longs(sampled.stream());
  }

  /** Of the sampled: class, or -1 for background. */
  long[] labels() {
    return longs(labels.stream());
  }

  /** The sampled that have an object. */
  long[] places() {
    return longs(found().mapToObj(sampled::get));
  }

  /** Where the answers for their class are when each of the sampled has one for every class. */
  long[] rows(int classes) {
    return found().mapToLong(i -> (long) i * classes + labels.get(i)).toArray();
  }

  private IntStream found() {
    return IntStream.range(0, labels.size()).filter(i -> labels.get(i) >= 0);
  }

  /** The way from each of them to its object. */
  double[] codes(BoxCoder coder) {
    return coder.encode(Boxes.cat(objects), Boxes.cat(references));
  }

  private static long[] longs(Stream<Long> values) {
    return values.flatMapToLong(LongStream::of).toArray();
  }
}
