package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.PixelTable;
import org.detdiffusion.networks.detection.boxes.RoiAlign;

/** What both stages of Faster R-CNN learn from a batch, whose boxes they may have to sample. */
public record FasterRcnnTargets(FasterRcnn network, ImageBatch batch, RandomGenerator random) {

  /**
   * @param answers of the first stage, {@code [N, anchors, 5]}
   */
  public LossInputs of(float[] answers, List<Truth> truths) {
    SampledBoxes first = new SampledBoxes();
    SampledBoxes second = new SampledBoxes();
    List<Boxes> regions = new ArrayList<>();
    Boxes anchors = network.anchors(batch);
    int[] counts = network.anchors().counts(network.levels(batch));
    for (int image = 0; image < truths.size(); image++) {
      Truth truth = truths.get(image);
      first.add(network.firstSampling(), anchors, truth, random);
      Boxes proposals =
          network.trained().select(answers, image, anchors, counts, batch.resized().get(image));
      Boxes candidates = Boxes.cat(List.of(proposals, truth.boxes()));
      regions.add(
          candidates.select(second.add(network.secondSampling(), candidates, truth, random)));
    }
    return inputs(first, second, regions);
  }

  private LossInputs inputs(SampledBoxes first, SampledBoxes second, List<Boxes> regions) {
    double[] objects =
        Arrays.stream(first.labels()).mapToDouble(label -> label < 0 ? 0 : 1).toArray();
    long[] labels = Arrays.stream(second.labels()).map(label -> Math.max(label, 0)).toArray();
    double[] codes = first.codes(BoxCoder.PLAIN);
    double[] targets = second.codes(network.selection().coder());
    List<RoiAlign.Region> pooled = network.pooling(batch).regions(regions);
    PixelTable table = new PixelTable(batch.count(), network.pooled(network.levels(batch)));
    return new LossInputs()
        .longs(first.sampled())
        .floats(objects, objects.length, 1)
        .longs(first.places())
        .floats(codes, codes.length / 4, 4)
        .arrays(manager -> network.head().align().arrays(manager, table, pooled))
        .longs(labels)
        .longs(second.rows(network.classes()))
        .floats(targets, targets.length / 4, 4);
  }
}
