package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.data.Trees;

/** Writes a checkpoint under a temporary name, the manifest last, and renames the directory. */
final class CheckpointWriter {

  private CheckpointWriter() {}

  static Checkpoint write(Path modelsRoot, CheckpointContents contents, DurableFiles.Filling more)
      throws IOException {
    Files.createDirectories(modelsRoot);
    Path temporary = DurableFiles.beside(modelsRoot.resolve("incomplete"));
    Files.createDirectory(temporary);
    try {
      for (Map.Entry<String, Map<String, TensorData>> file : contents.files().entrySet()) {
        checkFileName(temporary, file.getKey());
        SafeTensorsWriter.write(temporary.resolve(file.getKey()), file.getValue());
      }
      more.fill(temporary);
      Manifest manifest = manifest(temporary, contents);
      byte[] bytes = manifest.bytes();
      DurableFiles.write(temporary.resolve(Manifest.FILE_NAME), bytes);
      return publish(temporary, modelsRoot, Sha256.of(bytes), manifest);
    } finally {
      Trees.delete(temporary);
    }
  }

  static void checkFileName(Path directory, String name) throws InvalidWeightsException {
    if (!Checkpoint.isFileName(name)) {
      throw new InvalidWeightsException(
          directory,
          "a file of a checkpoint must be named like weights.safetensors or unet/config.json, not '"
              + name
              + "'");
    }
  }

  private static Manifest manifest(Path directory, CheckpointContents contents) throws IOException {
    SortedMap<String, Manifest.StoredFile> files = new TreeMap<>();
    for (Path file : files(directory)) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      checkFileName(directory, name);
      files.put(name, new Manifest.StoredFile(Files.size(file), Sha256.of(file)));
    }
    return new Manifest(
        Manifest.VERSION,
        contents.role(),
        contents.config(),
        contents.step(),
        new TreeMap<>(contents.metrics()),
        files);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile).toList();
    }
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
