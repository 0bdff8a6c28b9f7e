package org.detdiffusion.networks.detection.torchvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small FCOS, RetinaNet and Faster R-CNN networks against torchvision 0.14.1. */
class TorchvisionDetectorsGoldenTest {

  private static final double TOLERANCE = 5e-5;

  static Stream<String> all() throws IOException {
    return Golden.files("detectors", ".json").stream();
  }

  static Stream<String> oneStage() throws IOException {
    return Stream.concat(
        DetectorGolden.ofKind("fcos").stream(), DetectorGolden.ofKind("retinanet").stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void imagesBecomeTheSameBatch(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    ImageBatch batch = golden.batch();
    for (int i = 0; i < batch.count(); i++) {
      assertThat(List.of(batch.resized().get(i).height(), batch.resized().get(i).width()))
          .hasToString(
              golden.json.get("image_sizes_after_resize").get(i).toString().replace(",", ", "));
    }
    if (golden.expected.contains("batched.image0")) {
      float[] first = golden.expected.floats("batched.image0");
      assertWithin(
          name + " batch", worst(Arrays.copyOf(batch.pixels(), first.length), first), 2e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void anchorsAreTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    float[] anchors = golden.settings.network().anchors(golden.batch()).toFloats();
    assertThat(anchors).isEqualTo(golden.expected.floats("anchors.image0"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void levelsOfThePyramidAreTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    Backbone backbone = golden.settings.network().backbone();
    ImageBatch batch = golden.batch();
    List<float[]> levels =
        golden.run(
            trace -> backbone.forward(trace.root(), Backbone.images(trace)),
            manager -> images(manager, batch));
    double worst = NOTHING;
    int compared = 0;
    for (int i = 0; i < levels.size(); i++) {
      String level = "feature." + levelName(backbone, i) + ".image0";
      if (golden.expected.contains(level)) {
        float[] expected = golden.expected.floats(level);
        worst = Math.max(worst, worst(Arrays.copyOf(levels.get(i), expected.length), expected));
        compared++;
      }
    }
    assertThat(compared)
        .isEqualTo(
            golden.expected.names().stream().filter(key -> key.startsWith("feature.")).count());
    assertWithin(name + " levels", worst, TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("oneStage")
  void answersAtAllAnchorsAreTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    OneStage network = (OneStage) golden.settings.network();
    ImageBatch batch = golden.batch();
    List<float[]> outputs =
        golden.run(
            trace -> outputs(network, trace.root(), Backbone.images(trace)),
            manager -> images(manager, batch));
    List<String> names = List.of("cls_logits", "bbox_regression", "bbox_ctrness");
    for (int i = 0; i < outputs.size(); i++) {
      String all = "head." + names.get(i);
      String key = golden.expected.contains(all) ? all : all + ".image0";
      float[] expected = golden.expected.floats(key);
      float[] actual = Arrays.copyOf(outputs.get(i), expected.length);
      assertWithin(name + " " + names.get(i), worst(actual, expected), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void detectsTheSameObjects(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    try (LoadedDetector detector = LoadedDetector.of(golden.settings.network(), golden.weights)) {
      System.out.print(name + " ");
      new DetectorDetections(golden.expected).check(detector.detect(golden.batch()));
    }
  }

  @ParameterizedTest
  @MethodSource("oneStage")
  void learnsTheSame(String name) throws IOException {
    DetectorGolden golden = new DetectorGolden(name);
    OneStage network = (OneStage) golden.settings.network();
    ImageBatch batch = golden.batch();
    System.out.print(name + " ");
    new DetectorGradients(golden)
        .check(network::losses, batch, network.targets(batch, golden.truths(batch)));
  }

  static List<Tensor> outputs(OneStage network, Scope p, Tensor images) {
    if (network instanceof Fcos fcos) {
      Fcos.Output out = fcos.forward(p, images);
      return List.of(out.logits(), out.boxes(), out.centerness());
    }
    RetinaNet.Output out = ((RetinaNet) network).forward(p, images);
    return List.of(out.logits(), out.boxes());
  }

  private static NDList images(NDManager manager, ImageBatch batch) {
    return new NDList(batch.toArray(manager));
  }

  /** As torchvision calls them: by number, then p6 and p7, or pool. */
  private static String levelName(Backbone backbone, int level) {
    int numbered = backbone.pyramid().layers().size();
    if (level < numbered) {
      return String.format(Locale.ROOT, "%d", level);
    }
    boolean pooled = backbone.pyramid().coarsest() == FeaturePyramid.Coarsest.POOLED;
    return pooled ? "pool" : "p" + (6 + level - numbered);
  }
}
