package org.detdiffusion.networks.detection.torchvision;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;

/** A small detector that torchvision built, what it was shown and what it answered. */
final class DetectorGolden {

  final JsonNode json;
  final SafeTensors expected;
  final TorchvisionWeights weights;
  final TorchvisionSettings settings;

  DetectorGolden(String name) throws IOException {
    json = Golden.json("detectors/" + name + ".json");
    expected = Golden.tensors("detectors/" + name + ".golden.safetensors");
    weights = new TorchvisionWeights(Golden.tensors("detectors/" + name + ".weights.safetensors"));
    settings = TorchvisionSettings.read(translated((ObjectNode) json.get("config")));
  }

  static List<String> ofKind(String kind) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : Golden.files("detectors", ".json")) {
      if (Golden.json("detectors/" + name + ".json").at("/config/kind").asText().equals(kind)) {
        names.add(name);
      }
    }
    return names;
  }

  /** From the words of the set's makers to the arguments of torchvision's builders. */
  private static JsonNode translated(ObjectNode config) {
    ObjectNode settings = config.deepCopy();
    settings.put("architecture", config.get("kind").asText() + "_resnet50_fpn");
    settings.set("resnet_blocks", config.at("/resnet/blocks"));
    settings.set("resnet_planes", config.at("/resnet/base_planes"));
    String norm = config.at("/resnet/norm").asText();
    settings.put("norm_epsilon", Double.parseDouble(norm.substring(norm.indexOf('=') + 1)));
    for (int i = 0; i < config.get("num_classes").asInt(); i++) {
      settings.withArray("classes").add("class " + i);
    }
    for (String group : List.of("rpn", "box")) {
      config
          .path(group)
          .properties()
          .forEach(entry -> settings.set(group + "_" + entry.getKey(), entry.getValue()));
    }
    rename(settings, "mlp", "mlp_width");
    rename(settings, "box_bbox_reg_weights", "bbox_reg_weights");
    return settings.remove(
        List.of(
            "kind",
            "resnet",
            "num_classes",
            "extra_blocks",
            "group_norm_groups",
            "rpn",
            "box",
            "roi_featmaps"));
  }

  private static void rename(ObjectNode settings, String from, String to) {
    if (settings.has(from)) {
      settings.set(to, settings.remove(from));
    }
  }

  ImageBatch batch() throws IOException {
    List<Planes> images = new ArrayList<>();
    for (int i = 0; expected.contains("image" + i + "_u8"); i++) {
      long[] shape = expected.shape("image" + i + "_u8");
      ByteBuffer bytes = expected.bytes("image" + i + "_u8");
      float[] values = new float[bytes.remaining()];
      for (int j = 0; j < values.length; j++) {
        values[j] = (bytes.get(j) & 0xff) / 255f;
      }
      images.add(new Planes((int) shape[2], (int) shape[1], values));
    }
    return settings.resizing().apply(images);
  }

  List<Truth> truths(ImageBatch batch) throws IOException {
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      Boxes boxes = Boxes.of(expected.floats("target" + i + ".boxes"));
      truths.add(new Truth(batch.resize(boxes, i), labels("target" + i)));
    }
    return truths;
  }

  int[] labels(String of) throws IOException {
    return LongStream.of(expected.longs(of + ".labels")).mapToInt(Math::toIntExact).toArray();
  }

  /** What a network, or a part of it, computes for the batch, tensor by tensor. */
  List<float[]> run(Function<Trace, List<Tensor>> network, Function<NDManager, NDList> inputs)
      throws IOException {
    Parameters parameters = Backbone.parameters();
    Trace.Method method = Trace.listMethod("run", parameters, network);
    try (Script script = new Script(List.of(method.source()));
        Weights values = Weights.copied(parameters, weights);
        NDManager manager = Torch.manager()) {
      NDList arguments = inputs.apply(manager);
      values.addTo(arguments, "p");
      List<float[]> results = new ArrayList<>();
      script.callAll("run", arguments, false).forEach(array -> results.add(array.toFloatArray()));
      return results;
    }
  }
}
