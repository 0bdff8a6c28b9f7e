package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.detdiffusion.networks.detection.boxes.Boxes;

/** The boxes that the anchors of a batch shall answer with, image by image. */
final class DenseAssignment {

  private final Boxes anchors;
  private final int background;
  private final List<Truth> truths;
  private final long[] labels;
  private final List<Long> places = new ArrayList<>();
  private final List<Boxes> references = new ArrayList<>();
  private final List<Boxes> boxes = new ArrayList<>();
  private int images;

  /**
   * @param background the label of anchors without a box
   */
  DenseAssignment(Boxes anchors, int background, List<Truth> truths) {
    this.anchors = anchors;
    this.background = background;
    this.truths = truths;
    labels = new long[truths.size() * anchors.size()];
  }

  /**
   * @param matches for each anchor the index of a box of the next image, or negative
   */
  void add(int[] matches) {
    int start = images * anchors.size();
    Truth truth = truths.get(images++);
    for (int i = 0; i < matches.length; i++) {
      labels[start + i] = matches[i] < 0 ? background : truth.labels()[matches[i]];
      if (matches[i] >= 0) {
        places.add((long) start + i);
      }
    }
    int[] found = IntStream.range(0, matches.length).filter(i -> matches[i] >= 0).toArray();
    references.add(anchors.select(found));
    boxes.add(truth.boxes().select(Arrays.stream(found).map(i -> matches[i]).toArray()));
  }

  /** Of all anchors of all images. */
  long[] labels() {
    return labels.clone();
  }

  /** Indices of the anchors with a box, counted over the batch. */
  long[] places() {
    return places.stream().flatMapToLong(LongStream::of).toArray();
  }

  /** Those anchors. */
  Boxes references() {
    return Boxes.cat(references);
  }

  /** Their boxes. */
  Boxes boxes() {
    return Boxes.cat(boxes);
  }
}
