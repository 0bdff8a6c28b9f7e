package org.detdiffusion.networks.weights;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * manifest.json of a checkpoint. Its bytes are a function of its values, so that the same
 * checkpoint has the same address everywhere.
 */
@JsonPropertyOrder({"formatVersion", "role", "config", "step", "metrics", "files"})
public record Manifest(
    int formatVersion,
    String role,
    JsonNode config,
    long step,
    SortedMap<String, Double> metrics,
    SortedMap<String, StoredFile> files) {

  static final int VERSION = 1;
  static final String FILE_NAME = "manifest.json";
  static final long LARGEST = 10_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** Size in bytes and checksum of a file of a checkpoint. */
  @JsonPropertyOrder({"size", "sha256"})
  public record StoredFile(long size, String sha256) {}

  byte[] bytes() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  static Manifest parse(Path file, byte[] bytes) throws InvalidWeightsException {
    try {
      Manifest manifest = JSON.readValue(bytes, Manifest.class);
      if (manifest.formatVersion() != VERSION) {
        throw new InvalidWeightsException(
            file,
            "has format version " + manifest.formatVersion() + ", this program reads " + VERSION);
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          file, "is not a manifest: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (InvalidWeightsException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidWeightsException(file, "can't be read: " + e.getMessage());
    }
  }
}
