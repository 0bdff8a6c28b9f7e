package org.detdiffusion.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of models that a message may give, and files that lie about themselves. */
class HostileModelsTest {
  private static final Path NAMES =
      Path.of("..", "schemas", "src", "test", "resources", "hostile-names.json");
  private static final int FILES = 1000;

  @TempDir Path directory;

  static Stream<String> names() throws IOException {
    String[] names = new ObjectMapper().readValue(NAMES.toFile(), String[].class);
    Stream<String> models = Stream.of("model.pt", "model.pth", "model.pkl", "model.bin", "a.ts");
    return Stream.concat(Arrays.stream(names), models);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aLocationIsAChecksumAndNothingElse(String location) {
    assertThatThrownBy(() -> Checkpoint.at(directory, location))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageEndingWith("must be 64 hex digits, which this one isn't");
  }

  @Test
  void noMutationOfAHeaderEscapesAsAnotherError() throws IOException {
    Random random = new Random(23);
    byte[] fair = safetensors();
    Path file = directory.resolve("mutated.safetensors");
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = fair.clone();
      for (int times = random.nextInt(3); times >= 0; times--) {
        bytes[random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
      }
      Files.write(file, Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(9)));
      refused += isRefused(file) ? 1 : 0;
    }
    assertThat(refused).isBetween(FILES / 2, FILES - 1);
  }

  private static boolean isRefused(Path file) throws IOException {
    try {
      return SafeTensors.open(file).names().isEmpty();
    } catch (InvalidWeightsException sentence) {
      assertThat(sentence.getMessage()).doesNotContain("\n");
      return true;
    }
  }

  private static byte[] safetensors() {
    byte[] header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(16 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(header.length).put(header).array();
  }
}
