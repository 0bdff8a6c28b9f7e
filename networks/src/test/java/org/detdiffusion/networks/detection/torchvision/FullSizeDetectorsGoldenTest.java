package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;
import static org.detdiffusion.networks.golden.Golden.worstOfRows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.golden.FormulaWeights;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The detectors on ResNet-50 with all their channels against torchvision 0.14.1: a few seconds and
 * half a gigabyte each.
 */
@Tag("slow")
class FullSizeDetectorsGoldenTest {

  private static final double TOLERANCE = 1e-4;

  private final JsonNode full = Golden.json("full-size/full.json");

  FullSizeDetectorsGoldenTest() throws IOException {}

  static Stream<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : List.of("fcos", "retinanet", "fasterrcnn")) {
      if (Golden.json("full-size/full.json").get("models").has(name)) {
        names.add(name);
      }
    }
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void detectsTheSameObjects(String name) throws IOException {
    JsonNode model = full.get("models").get(name);
    FormulaWeights formula = new FormulaWeights(full.get("seed").asLong(), model.get("rules"));
    TorchvisionSettings settings = settings(name, model);
    SafeTensors expected = Golden.tensors("full-size/" + name + ".safetensors");
    ImageBatch batch = settings.resizing().apply(images(model, full.get("seed").asLong()));
    try (LoadedDetector detector = LoadedDetector.of(settings.network(), formula)) {
      System.out.print("full-size " + name + " ");
      long start = System.nanoTime();
      List<Found> found = detector.detect(batch);
      System.out.printf("in %.2f s ", (System.nanoTime() - start) / 1e9);
      new DetectorDetections(expected).check(found);
    }
    checkFinestLevel(name, settings.network().backbone(), formula, batch, expected);
    if (settings.network() instanceof OneStage network) {
      checkAnswers(name, network, formula, batch, expected);
    } else {
      checkProposals(name, (FasterRcnn) settings.network(), formula, batch, expected);
    }
  }

  private static TorchvisionSettings settings(String name, JsonNode model) {
    ObjectNode settings = model.get("kwargs").deepCopy();
    settings.put("architecture", name + "_resnet50_fpn");
    for (int i = 0; i < model.get("num_classes").asInt(); i++) {
      settings.withArray("classes").add("class " + i);
    }
    return TorchvisionSettings.read(settings);
  }

  private static List<Planes> images(JsonNode model, long seed) {
    List<Planes> images = new ArrayList<>();
    for (JsonNode shape : model.get("image_shapes")) {
      int height = shape.get(1).asInt();
      int width = shape.get(2).asInt();
      String name = "input.image" + images.size();
      images.add(
          new Planes(width, height, FormulaWeights.input(seed, name, 0.5, 0.5, 3, height, width)));
    }
    return images;
  }

  private static void checkAnswers(
      String name, OneStage network, ParameterSource source, ImageBatch batch, SafeTensors expected)
      throws IOException {
    Parameters parameters = Backbone.parameters();
    Trace.Method method =
        Trace.listMethod(
            "run",
            parameters,
            t -> TorchvisionDetectorsGoldenTest.outputs(network, t.root(), Backbone.images(t)));
    List<float[]> outputs = run(method, Weights.copied(parameters, source), batch);
    List<String> names = List.of("cls_logits", "bbox_regression", "bbox_ctrness");
    for (int i = 0; i < outputs.size(); i++) {
      float[] last = expected.floats("head." + names.get(i) + ".image0_last64");
      int end = outputs.get(i).length / batch.count();
      float[] actual = Arrays.copyOfRange(outputs.get(i), end - last.length, end);
      assertWithin("full-size " + name + " " + names.get(i), worst(actual, last), TOLERANCE);
    }
  }

  private static void checkFinestLevel(
      String name,
      Backbone backbone,
      ParameterSource source,
      ImageBatch batch,
      SafeTensors expected)
      throws IOException {
    Parameters parameters = Backbone.parameters();
    Trace.Method method =
        Trace.listMethod("run", parameters, t -> backbone.forward(t.root(), Backbone.images(t)));
    float[] finest = expected.floats("feature_level0_image0_first4channels");
    float[] level = run(method, Weights.copied(parameters, source), batch).get(0);
    assertWithin(
        "full-size " + name + " finest level",
        worst(Arrays.copyOf(level, finest.length), finest),
        TOLERANCE);
  }

  private static void checkProposals(
      String name,
      FasterRcnn network,
      ParameterSource source,
      ImageBatch batch,
      SafeTensors expected)
      throws IOException {
    Parameters parameters = Backbone.parameters();
    Trace.Method method = Trace.listMethod("run", parameters, network::firstStage);
    List<float[]> outputs = run(method, Weights.copied(parameters, source), batch);
    Boxes anchors = network.anchors(batch);
    int[] counts = network.anchors().counts(network.levels(batch));
    double worst = NOTHING;
    for (int i = 0; expected.contains("proposals" + i + "_first50"); i++) {
      Boxes proposals =
          network.selected().select(outputs.get(0), i, anchors, counts, batch.resized().get(i));
      float[] first = expected.floats("proposals" + i + "_first50");
      worst = Math.max(worst, worstOfRows(proposals.toFloats(), first, 4));
    }
    assertWithin("full-size " + name + " proposals", worst, 1e-3);
  }

  private static List<float[]> run(Trace.Method method, Weights weights, ImageBatch batch) {
    try (weights;
        Script script = new Script(List.of(method.source()));
        NDManager manager = Torch.manager()) {
      NDList inputs = new NDList(batch.toArray(manager));
      weights.addTo(inputs, "p");
      List<float[]> outputs = new ArrayList<>();
      for (NDArray output : script.callAll("run", inputs, false)) {
        outputs.add(output.toFloatArray());
      }
      return outputs;
    }
  }
}
