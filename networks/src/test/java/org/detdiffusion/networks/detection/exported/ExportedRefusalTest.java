package org.detdiffusion.networks.detection.exported;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.networks.script.ScriptText;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be used is refused in one sentence that names the file and the cure. */
class ExportedRefusalTest {

  private static final String CLASSES = "\"classes\": [\"red\", \"green\", \"blue\"]";
  private static final String SCRIPT = "model.torchscript";
  private static final String ONNX = "model.onnx";

  @TempDir Path directory;

  @Test
  void anotherNumberOfClasses() throws IOException {
    file(ONNX, ColourOnnx.standard().toBytes());

    refuses(
        "\"classes\": [\"red\"]",
        ONNX,
        "its output [1, 7, 4] is neither [1, n, 6] (YOLOv5), [1, 5, n] (YOLOv8), [1, n, 6] (end to"
            + " end) nor boxes, labels and scores: config.json must name all its classes, now 1,"
            + " and 'output' must be its layout where that is stated");
  }

  @Test
  void twoOutputs() throws IOException {
    file(SCRIPT, ScriptText.archive("Tuple[Tensor, Tensor]", "return (x, x)"));

    refuses(
        CLASSES,
        SCRIPT,
        "it has 2 outputs where YOLO has one and torchvision three (boxes, labels, scores): export"
            + " it for detection alone");
  }

  @Test
  void anOutputThatCanBeReadInTwoWays() throws IOException {
    file(SCRIPT, ScriptText.archive("Tensor", "return torch.zeros([1, 300, 6])"));

    refuses(
        "\"classes\": [\"red\"]",
        SCRIPT,
        "its output [1, 300, 6] can be read in 2 ways: state 'output' in config.json");
  }

  @Test
  void halfPrecision() throws IOException {
    file(SCRIPT, ScriptText.archive("Tensor", "return torch.to(torch.zeros([1, 9, 8]), 5)"));

    refuses(
        CLASSES,
        SCRIPT,
        "it gives numbers of the type float16: export it in single precision, without half");
  }

  @Test
  void aScriptForAnotherSize() throws IOException {
    file(SCRIPT, ScriptText.archive("Tensor", "return torch.reshape(x, [1, 8, 9])"));

    refuses(
        CLASSES + ", \"imgsz\": 64",
        SCRIPT,
        "it can't be run on one image of 64x64 (RuntimeError: shape '[1, 8, 9]' is invalid for input"
            + " of size 12288): set 'imgsz' to the size it was exported for");
  }

  @Test
  void anOperationThatLibtorchHasNot() throws IOException {
    file(SCRIPT, ScriptText.archive("Tensor", "return ops.torchvision.nms(x, x, 0.5)"));

    config(CLASSES);
    assertThatThrownBy(() -> Detector.load(directory))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("torchvision::nms")
        .hasMessageEndingWith("export it whole, with the operations of PyTorch alone");
  }

  @Test
  void aTrainingCheckpoint() throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("best.pt")))) {
      zip.putNextEntry(new ZipEntry("best/data.pkl"));
      zip.write(new byte[] {(byte) 0x80, 2, ')', '.'});
    }

    refuses(
        CLASSES, "best.pt", "it is not TorchScript: export it, for a YOLO with format=torchscript");
  }

  @Test
  void aScriptThatEndsTooEarly() throws IOException {
    byte[] whole = ScriptText.archive("Tensor", "return x");
    file(SCRIPT, Arrays.copyOf(whole, whole.length - 100));

    refuses(
        CLASSES,
        SCRIPT,
        "it is no zip archive, or a broken one: copy it again, or export it as TorchScript");
  }

  @Test
  void aLinkThatLeadsOutOfTheDirectory(@TempDir Path elsewhere) throws IOException {
    Path target = elsewhere.resolve(SCRIPT);
    Files.write(target, ScriptText.archive("Tensor", "return x"));
    Files.createSymbolicLink(directory.resolve(SCRIPT), target);

    refuses(CLASSES, SCRIPT, "leads out of its directory: put the file there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0, 3, 64, 64; has axes without a fixed size, [0, 3, 64, 64]: export it with fixed ones,"
            + " for a YOLO dynamic=False",
        "1, 12288; has the shape [1, 12288], not [1, 3, height, width]: export a network that"
            + " takes images",
        "2, 3, 64, 64; has the shape [2, 3, 64, 64], not [1, 3, height, width]: export it for one"
            + " image of three colours",
        "1, 3, 64, 99999; has the shape [1, 3, 64, 99999]: images of at most 8192x8192 can be"
            + " looked at"
      })
  void anOnnxFileWithAnotherInput(String axes, String fault) throws IOException {
    long[] sizes = Arrays.stream(axes.split(", ")).mapToLong(Long::parseLong).toArray();
    file(ONNX, ColourOnnx.standard().withAxes(sizes).toBytes());

    refuses(CLASSES, ONNX, "its input 'images' " + fault);
  }

  @Test
  void anOnnxFileForNumbersOfHalfPrecision() throws IOException {
    file(ONNX, new ColourOnnx(10, new long[] {1, 3, 64, 64}, false).toBytes());

    refuses(
        CLASSES,
        ONNX,
        "its input 'images' takes numbers of ONNX's type 10, not single precision: export it"
            + " without half or int8");
  }

  @Test
  void anOnnxFileThatWouldReadOtherFiles() throws IOException {
    file(ONNX, new ColourOnnx(1, new long[] {1, 3, 64, 64}, true).toBytes());

    refuses(
        CLASSES,
        ONNX,
        "it keeps weights in other files: export it as one file, or join it with onnx.save");
  }

  @Test
  void everyPartOfAnOnnxFile() throws IOException {
    byte[] whole = ColourOnnx.standard().toBytes();
    config(CLASSES);
    for (int length = 0; length < whole.length; length += 7) {
      file(ONNX, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Detector.load(directory))
          .as("the first %d bytes", length)
          .isInstanceOf(InvalidWeightsException.class)
          .hasMessageEndingWith("export it again");
    }
  }

  @Test
  void anOperationThatOnnxRuntimeHasNot() throws IOException {
    byte[] whole = ColourOnnx.standard().toBytes();
    String text = new String(whole, StandardCharsets.ISO_8859_1).replace("Reshape", "Resharp");
    file(ONNX, text.getBytes(StandardCharsets.ISO_8859_1));

    config(CLASSES);
    assertThatThrownBy(() -> Detector.load(directory))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("Resharp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "imgsz: 32; it looks at images of 64x64: set 'imgsz' to that, or leave it out",
        "auto: true; it looks at images of one size: leave the setting 'auto' out",
        "output: 'yolov5'; its output [1, 7, 4] is neither [1, n, 8] (YOLOv5), [1, 7, n] (YOLOv8),"
            + " [1, n, 6] (end to end) nor boxes, labels and scores: config.json must name all its"
            + " classes, now 3, and 'output' must be its layout where that is stated"
      })
  void settingsThatContradictTheFile(String setting, String fault) throws IOException {
    file(ONNX, ColourOnnx.standard().toBytes());

    refuses(CLASSES + ", " + json(setting), ONNX, fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "conf_tres: 0.1; the setting 'conf_tres' means nothing here",
        "conf_thres: 2; the setting 'conf_thres' must be 0 to 1",
        "agnostic: 1; the setting 'agnostic' must be true or false",
        "output: 'detr'; the setting 'output' must be torchvision, yolov5, yolov8 or end_to_end,"
            + " not 'detr'"
      })
  void settingsThatMakeNoSense(String setting, String fault) throws IOException {
    file(ONNX, ColourOnnx.standard().toBytes());

    refuses(CLASSES + ", " + json(setting), "config.json", fault);
  }

  @Test
  void aDirectoryWithTwoNetworks() throws IOException {
    file(ONNX, ColourOnnx.standard().toBytes());
    file(SCRIPT, ScriptText.archive("Tensor", "return x"));

    config(CLASSES);
    assertThatThrownBy(() -> Detector.load(directory))
        .hasMessage(
            directory
                + ": needs exactly one file that ends in .onnx, .torchscript or .pt, and has 2");
  }

  private static String json(String setting) {
    return "\"" + setting.replace(":", "\":").replace('\'', '"');
  }

  private void refuses(String settings, String file, String fault) throws IOException {
    config(settings);
    assertThatThrownBy(() -> Detector.load(directory))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(directory.resolve(file) + ": " + fault);
  }

  private void config(String settings) throws IOException {
    Files.writeString(directory.resolve("config.json"), "{" + settings + "}");
  }

  private void file(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }
}
