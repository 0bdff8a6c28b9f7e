package org.detdiffusion.networks.detection.torchvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensorsWriter;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory with a detector of torchvision, as a user has it. */
class TorchvisionDetectorTest {

  @TempDir Path directory;

  @Test
  void looksAtImagesOfAnySize() throws IOException {
    write(config(), UnaryOperator.identity());

    try (Detector detector = Detector.load(directory)) {
      assertThat(detector.classes()).containsExactly("cat", "dog");
      assertThat(detector.imageSize()).isZero();
      assertThat(detector.sha256()).matches("[0-9a-f]{64}");
      List<List<Detection>> found = detector.detect(List.of(image(40, 30), image(64, 64)));
      assertThat(found).hasSize(2).allSatisfy(one -> assertThat(one).isNotEmpty());
      for (Detection detection : found.get(0)) {
        assertThat(detection.box().isInside(40.001, 30.001)).isTrue();
        assertThat(detection.className()).isIn("cat", "dog");
      }
    }
  }

  @Test
  void readsTheNamesOfOlderFiles() throws IOException {
    write(
        config(), name -> name.replaceAll("(inner|layer)_blocks\\.(\\d)\\.0\\.", "$1_blocks.$2."));

    try (Detector detector = Detector.load(directory)) {
      assertThat(detector.detect(List.of(image(40, 30))).get(0)).isNotEmpty();
    }
  }

  @Test
  void namesATensorThatIsMissing() throws IOException {
    write(config(), name -> name.replace("layer3.0.conv2.weight", "elsewhere"));

    assertThatThrownBy(() -> Detector.load(directory))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(weights() + ": has no tensor 'backbone.body.layer3.0.conv2.weight'");
  }

  @Test
  void namesATensorOfAnotherShape() throws IOException {
    write(config().put("num_convs", 1), UnaryOperator.identity());
    Files.writeString(
        directory.resolve("config.json"), config().put("fpn_channels", 64).toString());

    assertThatThrownBy(() -> Detector.load(directory))
        .hasMessage(
            weights()
                + ": tensor 'backbone.fpn.inner_blocks.2.0.weight' has the shape [32, 128, 1, 1]"
                + " where the network has [64, 128, 1, 1]");
  }

  @Test
  void namesATensorThatTheNetworkHasNot() throws IOException {
    write(config(), UnaryOperator.identity());
    Files.writeString(directory.resolve("config.json"), config().put("num_convs", 0).toString());

    assertThatThrownBy(() -> Detector.load(directory))
        .hasMessageContaining("head.classification_head.conv.0.bias', which the network has not");
  }

  @Test
  void namesASettingThatMeansNothing() throws IOException {
    write(config(), UnaryOperator.identity());
    Files.writeString(directory.resolve("config.json"), config().put("scroe", 1).toString());

    assertThatThrownBy(() -> Detector.load(directory))
        .hasMessage(directory.resolve("config.json") + ": the setting 'scroe' means nothing here");
  }

  @Test
  void wantsOneFileOfWeights() throws IOException {
    Files.writeString(directory.resolve("config.json"), config().toString());

    assertThatThrownBy(() -> Detector.load(directory))
        .hasMessageContaining("needs exactly one file that ends in .safetensors");
  }

  private Path weights() {
    return directory.resolve("model.safetensors");
  }

  private static ObjectNode config() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("architecture", "fcos_resnet50_fpn").put("score_thresh", 0.0);
    config.put("resnet_planes", 4).put("fpn_channels", 32).put("num_convs", 1);
    config.put("min_size", 64).put("max_size", 96);
    config.putArray("classes").add("cat").add("dog");
    config.putArray("resnet_blocks").add(1).add(1).add(1).add(1);
    return config;
  }

  /** With first values from chance. */
  private void write(ObjectNode config, UnaryOperator<String> naming) throws IOException {
    Files.writeString(directory.resolve("config.json"), config.toString());
    OneStage network = (OneStage) TorchvisionSettings.read(config).network();
    Parameters parameters = Backbone.parameters();
    Trace.method("run", parameters, trace -> network.answers(trace.root(), Backbone.images(trace)));
    Map<String, TensorData> tensors = new TreeMap<>();
    for (Parameter parameter : parameters.all()) {
      float[] values =
          parameter
              .initializer()
              .values(parameter.shape(), parameter.size(), new SplittableRandom(4));
      tensors.put(naming.apply(parameter.name()), TensorData.floats(values, parameter.shape()));
    }
    SafeTensorsWriter.write(weights(), tensors);
  }

  private static PixelImage image(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(3).nextBytes(rgb);
    return new PixelImage(width, height, rgb);
  }
}
