package org.detdiffusion.networks.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.detdiffusion.perception.data.Sha256;

/**
 * A directory with a manifest and files of weights, named by the SHA-256 of its manifest, which has
 * the SHA-256 of every file: the name vouches for every byte.
 *
 * @param sha256 of the manifest; also the name of a directory that {@link #write} made
 */
public record Checkpoint(Path directory, String sha256, Manifest manifest) {
  private static final Pattern FILE_NAME =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * Writes it below a directory of models, all or nothing. What is there already under the same
   * name is the same, and is kept.
   */
  public static Checkpoint write(Path modelsRoot, CheckpointContents contents) throws IOException {
    return write(modelsRoot, contents, directory -> {});
  }

  /** The same with more files, which the filling writes into the checkpoint's directory. */
  public static Checkpoint write(
      Path modelsRoot, CheckpointContents contents, DurableFiles.Filling more) throws IOException {
    return CheckpointWriter.write(modelsRoot, contents, more);
  }

  /** Whether a file of a checkpoint may have that name, with folders before it or without. */
  public static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches();
  }

  /**
   * @throws NoSuchFileException when there is no such directory: what is mounted late or written
   *     elsewhere may come yet
   */
  public static void requireThere(Path directory) throws NoSuchFileException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(directory.toString(), null, "there is no checkpoint yet");
    }
  }

  /** What the weights of one are for, without a look at them. */
  public static String role(Path directory) throws IOException {
    return parse(directory).manifest().role();
  }

  /** Refuses one that is incomplete or was changed, in one sentence. */
  public static Checkpoint read(Path directory) throws IOException {
    Checkpoint checkpoint = parse(directory);
    checkpoint.checkName();
    checkpoint.checkFiles();
    return checkpoint;
  }

  private static Checkpoint parse(Path directory) throws IOException {
    Path file = directory.resolve(Manifest.FILE_NAME);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidWeightsException(
          directory, "is not a complete checkpoint: " + Manifest.FILE_NAME + " is missing");
    }
    if (Files.size(file) > Manifest.LARGEST) {
      throw new InvalidWeightsException(file, "is too large for a manifest");
    }
    byte[] bytes = Files.readAllBytes(file);
    return new Checkpoint(directory, Sha256.of(bytes), Manifest.parse(file, bytes));
  }

  /**
   * The directory of a checkpoint as a message names it.
   *
   * @param location 64 hex digits; nothing else, so it never leaves the directory of models
   */
  public static Path at(Path modelsRoot, String location) throws InvalidWeightsException {
    if (!Sha256.isOne(location)) {
      throw new InvalidWeightsException(
          modelsRoot, "a model's location must be 64 hex digits, which this one isn't");
    }
    return modelsRoot.resolve(location);
  }

  public JsonNode config() {
    return manifest.config();
  }

  /** One of its files, whose bytes {@link #read} has checked. */
  public SafeTensors open(String fileName) throws IOException {
    if (!manifest.files().containsKey(fileName)) {
      throw new InvalidWeightsException(directory, "has no file '" + fileName + "'");
    }
    return SafeTensors.open(directory.resolve(fileName));
  }

  /** A directory of any other name, as one that a user has copied, vouches for nothing. */
  private void checkName() throws InvalidWeightsException {
    String name = directory.toAbsolutePath().normalize().getFileName().toString();
    if (Sha256.isOne(name) && !name.equals(sha256)) {
      throw new InvalidWeightsException(
          directory, "was changed: its manifest has the SHA-256 " + sha256);
    }
  }

  private void checkFiles() throws IOException {
    for (Map.Entry<String, Manifest.StoredFile> named : manifest.files().entrySet()) {
      CheckpointWriter.checkFileName(directory, named.getKey());
      checkFile(directory.resolve(named.getKey()), named.getValue());
    }
  }

  private static void checkFile(Path file, Manifest.StoredFile expected) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidWeightsException(file, "is missing from its checkpoint");
    }
    if (Files.size(file) != expected.size()) {
      throw new InvalidWeightsException(
          file, "has " + Files.size(file) + " bytes, its manifest says " + expected.size());
    }
    if (!Sha256.of(file).equals(expected.sha256())) {
      throw new InvalidWeightsException(file, "was changed: its SHA-256 is not the manifest's");
    }
  }
}
