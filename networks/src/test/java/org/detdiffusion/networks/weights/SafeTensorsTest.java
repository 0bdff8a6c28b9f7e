package org.detdiffusion.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {

  @TempDir Path directory;

  @Test
  void readsBackWhatWasWritten() throws IOException {
    Path file = directory.resolve("weights.safetensors");
    float[] weight = {1.5f, -2, Float.MIN_VALUE, Float.NaN, 0, 7};
    SafeTensorsWriter.write(
        file,
        Map.of(
            "layer.weight", TensorData.floats(weight, 2, 3),
            "layer.step", TensorData.longs(new long[] {Long.MIN_VALUE}),
            "empty", TensorData.floats(new float[0], 0, 4),
            "mean", TensorData.doubles(new double[] {Math.PI, 2}, 2)));

    SafeTensors tensors = SafeTensors.open(file);

    assertThat(tensors.names()).containsExactly("empty", "layer.step", "layer.weight", "mean");
    assertThat(tensors.floats("layer.weight")).containsExactly(weight);
    assertThat(tensors.shape("layer.weight")).containsExactly(2, 3);
    assertThat(tensors.longs("layer.step")).containsExactly(Long.MIN_VALUE);
    assertThat(tensors.doubles("mean")).containsExactly(Math.PI, 2);
    assertThat(tensors.floats("empty")).isEmpty();
    assertThat(tensors.bytes("layer.weight").isDirect()).isTrue();
  }

  @Test
  void sameTensorsGiveTheSameBytes() throws IOException {
    Path first = directory.resolve("first.safetensors");
    Path second = directory.resolve("second.safetensors");
    TensorData a = TensorData.floats(new float[] {1}, 1);
    TensorData b = TensorData.longs(new long[] {2}, 1);
    SafeTensorsWriter.write(first, Map.of("a", a, "b", b));
    SafeTensorsWriter.write(second, new java.util.LinkedHashMap<>(Map.of("b", b, "a", a)));

    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void replacesAFileWithoutLeavingAnythingBeside() throws IOException {
    Path file = directory.resolve("weights.safetensors");
    SafeTensorsWriter.write(file, Map.of("a", TensorData.floats(new float[] {1}, 1)));
    SafeTensorsWriter.write(file, Map.of("a", TensorData.floats(new float[] {2}, 1)));

    assertThat(SafeTensors.open(file).floats("a")).containsExactly(2f);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void widensHalfPrecisionExactly() throws IOException {
    Path file = directory.resolve("half.safetensors");
    short[] halves = {
      0x3c00, (short) 0xc000, 0x0001, 0x7bff, (short) 0xfc00, 0x7e00, (short) 0x8000
    };
    ByteBuffer bytes = ByteBuffer.allocate(14).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(halves);
    SafeTensorsWriter.write(
        file, Map.of("half", new TensorData(TensorType.F16, new long[] {7}, bytes)));

    assertThat(SafeTensors.open(file).floats("half"))
        .containsExactly(1, -2, 0x1p-24f, 65504, Float.NEGATIVE_INFINITY, Float.NaN, -0f);
  }

  @Test
  void namesATensorThatIsMissingOrOfAnotherType() throws IOException {
    Path file = directory.resolve("weights.safetensors");
    SafeTensorsWriter.write(file, Map.of("a", TensorData.floats(new float[] {1}, 1)));
    SafeTensors tensors = SafeTensors.open(file);

    assertThatThrownBy(() -> tensors.floats("b"))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(file + ": has no tensor 'b'");
    assertThatThrownBy(() -> tensors.longs("a"))
        .hasMessage(file + ": tensor 'a' is F32 where I64 is expected");
  }
}
