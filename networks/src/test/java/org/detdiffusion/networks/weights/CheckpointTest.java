package org.detdiffusion.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String WEIGHTS = "network.safetensors";

  @TempDir Path models;
  private Checkpoint written;

  @BeforeEach
  void writesACheckpoint() throws IOException {
    written = Checkpoint.write(models, contents(1));
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    Checkpoint read = Checkpoint.read(Checkpoint.at(models, written.sha256()));

    assertThat(read).isEqualTo(written);
    assertThat(read.config().path("classes").asInt()).isEqualTo(6);
    assertThat(read.manifest().metrics()).containsEntry("AP", 0.31);
    assertThat(read.open(WEIGHTS).floats("weight")).containsExactly(1f);
  }

  @Test
  void sameContentsHaveTheSameAddress() throws IOException {
    assertThat(Checkpoint.write(models, contents(1))).isEqualTo(written);
    assertThat(Checkpoint.write(models, contents(2)).sha256()).isNotEqualTo(written.sha256());
  }

  @Test
  void leavesNothingButCheckpoints() throws IOException {
    try (Stream<Path> files = Files.list(models)) {
      assertThat(files).containsExactly(written.directory());
    }
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path weights = written.directory().resolve(WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length - 1));

    assertRefused(weights, "has " + (bytes.length - 1) + " bytes, its manifest says");
  }

  @Test
  void refusesAFileWithOneBitChanged() throws IOException {
    Path weights = written.directory().resolve(WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);

    assertRefused(weights, "its SHA-256 is not the manifest's");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(written.directory().resolve(WEIGHTS));

    assertRefused(written.directory().resolve(WEIGHTS), "is missing");
  }

  @Test
  void refusesADirectoryWithoutManifest() throws IOException {
    Files.delete(written.directory().resolve(Manifest.FILE_NAME));

    assertRefused(written.directory(), "manifest.json is missing");
  }

  @Test
  void refusesAManifestThatWasChanged() throws IOException {
    Path manifest = written.directory().resolve(Manifest.FILE_NAME);
    Files.writeString(manifest, Files.readString(manifest).replace("0.31", "0.99"));

    assertRefused(written.directory(), "was changed");
  }

  @Test
  void refusesAManifestThatIsHalfWritten() throws IOException {
    Path manifest = written.directory().resolve(Manifest.FILE_NAME);
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.length() / 2));

    assertRefused(manifest, "is not a manifest");
  }

  @Test
  void refusesAFileNameThatLeavesTheDirectory() throws IOException {
    Path copy = models.resolve("copy");
    Files.createDirectory(copy);
    String text = Files.readString(written.directory().resolve(Manifest.FILE_NAME));
    Files.writeString(
        copy.resolve(Manifest.FILE_NAME), text.replace(WEIGHTS, "../secret.safetensors"));

    assertThatThrownBy(() -> Checkpoint.read(copy))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("must be named like weights.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../models", "/etc", "ABCDEF", "a\u0000b", "0123456789abcdef"})
  void takesNothingButAHashAsLocation(String location) {
    assertThatThrownBy(() -> Checkpoint.at(models, location))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("64 hex digits");
  }

  private void assertRefused(Path named, String reason) {
    assertThatThrownBy(() -> Checkpoint.read(written.directory()))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(named + ": ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private static CheckpointContents contents(float weight) {
    return new CheckpointContents(
        "detector",
        JsonNodeFactory.instance.objectNode().put("classes", 6),
        400,
        Map.of("AP", 0.31),
        Map.of(WEIGHTS, Map.of("weight", TensorData.floats(new float[] {weight}, 1))));
  }
}
