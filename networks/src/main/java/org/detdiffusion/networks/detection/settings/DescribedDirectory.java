package org.detdiffusion.networks.detection.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.data.Sha256;

/** A directory with {@code config.json} and one file that it describes. */
public record DescribedDirectory(Path path) {

  private static final JsonMapper JSON = new JsonMapper();

  public Path config() {
    return path.resolve("config.json");
  }

  public boolean isDescribed() {
    return Files.isRegularFile(config());
  }

  /**
   * @throws InvalidWeightsException when it is no JSON
   */
  public JsonNode json() throws IOException {
    try {
      return JSON.readTree(config().toFile());
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(config(), "is not valid JSON");
    }
  }

  /**
   * The only file with one of the endings.
   *
   * @param endings as a message shall list them, such as {@code .pt}
   * @throws InvalidWeightsException when there is none or more than one
   */
  public Path file(List<String> endings) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(path)) {
      found = files.filter(file -> endings.stream().anyMatch(file.toString()::endsWith)).toList();
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    String listed =
        String.join(", ", endings.subList(0, endings.size() - 1))
            + " or "
            + endings.get(endings.size() - 1);
    throw new InvalidWeightsException(
        path, "needs exactly one file that ends in " + listed + ", and has " + found.size());
  }

  /** Of the checksums of both files. */
  public String sha256(Path file) throws IOException {
    String both = Sha256.of(config()) + Sha256.of(file);
    return Sha256.of(both.getBytes(StandardCharsets.US_ASCII));
  }
}
