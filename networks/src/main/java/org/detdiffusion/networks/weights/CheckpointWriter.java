package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.detdiffusion.perception.data.Sha256;

/** Writes a checkpoint under a temporary name, the manifest last, and renames the directory. */
final class CheckpointWriter {

  private CheckpointWriter() {}

  static Checkpoint write(Path modelsRoot, CheckpointContents contents) throws IOException {
    Files.createDirectories(modelsRoot);
    Path temporary = DurableFiles.beside(modelsRoot.resolve("incomplete"));
    Files.createDirectory(temporary);
    try {
      Manifest manifest = writeFiles(temporary, contents);
      byte[] bytes = manifest.bytes();
      DurableFiles.replace(
          temporary.resolve(Manifest.FILE_NAME),
          channel -> DurableFiles.writeFully(channel, ByteBuffer.wrap(bytes)));
      return publish(temporary, modelsRoot, Sha256.of(bytes), manifest);
    } finally {
      DurableFiles.deleteTree(temporary);
    }
  }

  static void checkFileName(Path directory, String name) throws InvalidWeightsException {
    if (!name.matches("[a-z0-9][a-z0-9_-]*\\.safetensors")) {
      throw new InvalidWeightsException(
          directory,
          "a file of a checkpoint must be named like weights.safetensors, in lower case");
    }
  }

  private static Manifest writeFiles(Path directory, CheckpointContents contents)
      throws IOException {
    SortedMap<String, Manifest.StoredFile> files = new TreeMap<>();
    for (Map.Entry<String, Map<String, TensorData>> named : contents.files().entrySet()) {
      checkFileName(directory, named.getKey());
      Path file = directory.resolve(named.getKey());
      SafeTensorsWriter.write(file, named.getValue());
      files.put(named.getKey(), new Manifest.StoredFile(Files.size(file), Sha256.of(file)));
    }
    return new Manifest(
        Manifest.VERSION,
        contents.role(),
        contents.config(),
        contents.step(),
        new TreeMap<>(contents.metrics()),
        files);
  }

  /** Two writers of the same checkpoint may meet: whoever comes second finds it done. */
  private static Checkpoint publish(
      Path temporary, Path modelsRoot, String sha256, Manifest manifest) throws IOException {
    Path target = modelsRoot.resolve(sha256);
    if (!Files.isDirectory(target)) {
      move(temporary, target);
      DurableFiles.flushDirectory(modelsRoot.toAbsolutePath());
    }
    return new Checkpoint(target, sha256, manifest);
  }

  private static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }
}
