package org.detdiffusion.networks.detection.torchvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;
import static org.detdiffusion.networks.golden.Golden.worstOfRows;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.PixelTable;
import org.detdiffusion.networks.detection.boxes.RoiAlign;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both stages of a small Faster R-CNN against torchvision 0.14.1. */
class FasterRcnnGoldenTest {

  private static final double TOLERANCE = 5e-5;

  static Stream<String> names() throws IOException {
    return DetectorGolden.ofKind("fasterrcnn").stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFirstStageAnswersTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    FasterRcnn network = (FasterRcnn) golden.settings.network();
    ImageBatch batch = golden.batch();
    List<float[]> maps =
        golden.run(trace -> maps(network, trace), manager -> images(manager, batch));
    double worst = NOTHING;
    int levels = maps.size() / 2;
    for (int level = 0; level < levels; level++) {
      for (int kind = 0; kind < 2; kind++) {
        String key = (kind == 0 ? "rpn.objectness.level" : "rpn.bbox_deltas.level") + level;
        if (golden.expected.contains(key)) {
          float[] actual = maps.get(kind * levels + level);
          worst = Math.max(worst, worst(actual, golden.expected.floats(key)));
        }
      }
    }
    assertWithin(name + " first stage", worst, TOLERANCE);
  }

  private static List<Tensor> maps(FasterRcnn network, Trace trace) {
    List<Tensor> levels = network.backbone().forward(trace.root(), Backbone.images(trace));
    RegionProposals.Output out = network.propose(trace.root(), levels);
    List<Tensor> maps = new ArrayList<>(out.objectness());
    maps.addAll(out.deltas());
    return maps;
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameBoxesAreProposed(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    List<Boxes> proposals = propose(golden);
    double worst = NOTHING;
    for (int i = 0; i < proposals.size(); i++) {
      float[] expected = golden.expected.floats("proposals.image" + i);
      float[] actual = proposals.get(i).toFloats();
      assertThat(actual).hasSameSizeAs(expected);
      worst = Math.max(worst, worstOfRows(actual, expected, 4));
    }
    assertWithin(name + " proposals", worst, 1e-3);
  }

  private static List<Boxes> propose(DetectorGolden golden) throws IOException {
    FasterRcnn network = (FasterRcnn) golden.settings.network();
    ImageBatch batch = golden.batch();
    try (LoadedFasterRcnn detector = new LoadedFasterRcnn(network, golden.weights)) {
      return detector.propose(batch, answers(golden, network));
    }
  }

  private static float[] answers(DetectorGolden golden, FasterRcnn network) throws IOException {
    ImageBatch batch = golden.batch();
    return golden.run(network::firstStage, manager -> images(manager, batch)).get(0);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSecondStageAnswersTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    FasterRcnn network = (FasterRcnn) golden.settings.network();
    ImageBatch batch = golden.batch();
    List<Boxes> proposals = new ArrayList<>();
    for (int i = 0; golden.expected.contains("proposals.image" + i); i++) {
      proposals.add(Boxes.of(golden.expected.floats("proposals.image" + i)));
    }
    List<RoiAlign.Region> regions = network.pooling(batch).regions(proposals);
    PixelTable table = new PixelTable(batch.count(), network.pooled(network.levels(batch)));
    List<float[]> outputs =
        golden.run(
            trace -> secondStage(network, trace),
            manager -> {
              NDList inputs = images(manager, batch);
              inputs.addAll(network.head().align().arrays(manager, table, regions));
              return inputs;
            });
    float[] pooled = golden.expected.floats("roi_features_first8");
    assertWithin(
        name + " pooled", worst(Arrays.copyOf(outputs.get(0), pooled.length), pooled), TOLERANCE);
    assertWithin(
        name + " class_logits",
        worst(outputs.get(1), golden.expected.floats("class_logits")),
        TOLERANCE);
    assertWithin(
        name + " box_regression",
        worst(outputs.get(2), golden.expected.floats("box_regression")),
        TOLERANCE);
  }

  private static List<Tensor> secondStage(FasterRcnn network, Trace trace) {
    List<Tensor> levels = network.backbone().forward(trace.root(), Backbone.images(trace));
    Tensor pooled = network.pool(trace, levels);
    BoxHead.Output out = network.head().forward(FasterRcnn.heads(trace), pooled, network.classes());
    return List.of(pooled, out.logits(), out.deltas());
  }

  @ParameterizedTest
  @MethodSource("names")
  void bothStagesLearnTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    FasterRcnn network = (FasterRcnn) golden.settings.network();
    ImageBatch batch = golden.batch();
    LossInputs targets =
        new FasterRcnnTargets(network, batch, new SplittableRandom(1))
            .of(answers(golden, network), golden.truths(batch));
    System.out.print(name + " ");
    new DetectorGradients(golden).check(network::losses, batch, targets);
  }

  private static NDList images(NDManager manager, ImageBatch batch) {
    return new NDList(batch.toArray(manager));
  }
}
