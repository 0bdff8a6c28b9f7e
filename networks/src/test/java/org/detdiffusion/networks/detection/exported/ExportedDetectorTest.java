package org.detdiffusion.networks.detection.exported;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.networks.script.ScriptText;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory with an exported detector, as a user has it; see {@link ColourOnnx}. */
class ExportedDetectorTest {

  private static final String COLOURS =
      "c = torch.reshape(torch.avg_pool2d(x, [32, 32]), [1, 3, 4])";
  private static final String BOXES =
      "b = torch.reshape(torch.tensor(%s), [1, 4, 4])"
          .formatted(Arrays.toString(ColourOnnx.CENTRES_AND_SIZES));

  @TempDir Path directory;

  @Test
  void anOnnxFileSeesTheColoursOfAnImage() throws IOException {
    Files.write(directory.resolve("colours.onnx"), ColourOnnx.standard().toBytes());

    seesColours(detections(""));
  }

  @Test
  void aTorchScriptFileOfYolov8sLayoutSeesTheSame() throws IOException {
    script("Tensor", COLOURS, BOXES, "return torch.cat([b, c], 1)");

    seesColours(detections(", \"imgsz\": 64"));
  }

  @Test
  void aTorchScriptFileOfYolov5sLayoutSeesTheSame() throws IOException {
    script(
        "Tuple[Tensor]",
        COLOURS,
        BOXES,
        "o = torch.ones([1, 1, 4])",
        "return (torch.transpose(torch.cat([b, o, c], 1), 1, 2),)");

    seesColours(detections(", \"imgsz\": 64"));
  }

  /** Python's local headers say that sizes come later, whatever comes. */
  @Test
  void anArchiveAsPythonWritesItIsOpened() throws IOException {
    byte[] archive = ScriptText.archive("Tensor", COLOURS, BOXES, "return torch.cat([b, c], 1)");
    for (int i = 0; i + 6 < archive.length; i++) {
      if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 3) {
        archive[i + 6] |= 8;
      }
    }
    Files.write(directory.resolve("model.pt"), archive);

    seesColours(detections(", \"imgsz\": 64"));
  }

  @Test
  void objectnessIsAFactorOfTheScore() throws IOException {
    script(
        "Tensor",
        COLOURS,
        BOXES,
        "o = torch.mul(torch.ones([1, 1, 4]), 0.5)",
        "return torch.transpose(torch.cat([b, o, c], 1), 1, 2)");

    assertThat(detections(", \"imgsz\": 64").get(0).score())
        .isEqualTo(halfGreyAnd(255) / 2, Offset.offset(1e-5));
  }

  @Test
  void separateBoxesLabelsAndScoresAreKnownInAnyOrder() throws IOException {
    script(
        "Tuple[Tensor, Tensor, Tensor]",
        "s = torch.reshape(torch.avg_pool2d(x, [32, 32]), [12])",
        "l = torch.repeat_interleave(torch.arange(3), 4)",
        "p = torch.tensor([0., 0., 32., 32., 32., 0., 64., 32., 0., 32., 32., 64., 32., 32., 64., 64.])",
        "return (s, torch.repeat(torch.reshape(p, [4, 4]), [3, 1]), l)");

    seesColours(detections(", \"imgsz\": 64"));
  }

  @Test
  void anEndToEndNetworkHasNothingSuppressed() throws IOException {
    script(
        "Tensor",
        "s = torch.mean(x)",
        "p = torch.tensor([0., 16., 32., 48., 0.9, 2., 0., 16., 32., 48., 0.8, 2.])",
        "return torch.add(torch.reshape(p, [1, 2, 6]), torch.mul(s, 0))");

    assertThat(detections(", \"imgsz\": 64"))
        .extracting(Detection::className)
        .containsExactly("blue", "blue");
  }

  @Test
  void thresholdsAreThoseOfTheConfig() throws IOException {
    Files.write(directory.resolve("colours.onnx"), ColourOnnx.standard().toBytes());

    assertThat(detections(", \"conf_thres\": 0.5, \"max_det\": 1")).hasSize(1);
  }

  /** Twice as wide as high: quarters of the network's view are 64x64 pixels, 32 of them grey. */
  private void seesColours(List<Detection> found) {
    assertThat(found).hasSize(12);
    assertThat(found.get(0).className()).isEqualTo("red");
    assertThat(found.get(0).box()).isEqualTo(new Box(0, 0, 64, 32));
    assertThat(found.get(0).score()).isEqualTo(halfGreyAnd(255), Offset.offset(1e-5));
    Detection green =
        found.stream()
            .filter(detection -> detection.className().equals("green"))
            .max(Comparator.comparingDouble(Detection::score))
            .orElseThrow();
    assertThat(green.box()).isEqualTo(new Box(64, 32, 64, 32));
    assertThat(green.score()).isEqualTo(halfGreyAnd(200), Offset.offset(1e-5));
  }

  private static double halfGreyAnd(int colour) {
    return (colour + 114) / 2.0 / 255;
  }

  /** The upper left quarter is red, the lower right one a darker green, the rest black. */
  private static PixelImage image() {
    byte[] rgb = new byte[128 * 64 * 3];
    for (int i = 0; i < rgb.length / 3; i++) {
      int x = i % 128;
      int y = i / 128;
      rgb[3 * i] = (byte) (x < 64 && y < 32 ? 255 : 0);
      rgb[3 * i + 1] = (byte) (x >= 64 && y >= 32 ? 200 : 0);
    }
    return new PixelImage(128, 64, rgb);
  }

  private List<Detection> detections(String settings) throws IOException {
    Files.writeString(
        directory.resolve("config.json"),
        "{\"classes\": [\"red\", \"green\", \"blue\"]%s}".formatted(settings));
    try (Detector detector = Detector.load(directory)) {
      assertThat(detector.classes()).containsExactly("red", "green", "blue");
      assertThat(detector.imageSize()).isZero();
      assertThat(detector.sha256()).matches("[0-9a-f]{64}");
      return detector.detect(List.of(image())).get(0);
    }
  }

  private void script(String result, String... lines) throws IOException {
    Files.write(directory.resolve("model.torchscript"), ScriptText.archive(result, lines));
  }
}
