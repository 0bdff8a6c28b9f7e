package org.detdiffusion.workbench.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.Trees;
import org.detdiffusion.workbench.process.WorkbenchException;

/** The unfinished steps of a run, in {@code step-N} below its directory; the newest is kept. */
record SavedSteps(Path directory, String command) {
  private static final String PREFIX = "step-";
  private static final String COMMAND = "command.txt";
  private static final String FINISHED = "model.txt";

  /**
   * Opens a directory, new or left by a run of the same words.
   *
   * @throws WorkbenchException in one sentence when it was left by another run
   */
  static SavedSteps in(Path directory, List<String> words) throws IOException, WorkbenchException {
    Path file = directory.resolve(COMMAND);
    String command = String.join("\n", words);
    if (Files.exists(file) && !Files.readString(file).equals(command)) {
      throw new WorkbenchException(
          directory + " was begun with other options or data: name another --out, or delete it");
    }
    return new SavedSteps(directory, command);
  }

  /** Claims the directory for this run, which is known to be possible now. */
  void begin() throws IOException {
    Files.createDirectories(directory);
    DurableFiles.write(directory.resolve(COMMAND), command.getBytes(StandardCharsets.UTF_8));
  }

  /** Where finished models go. */
  Path models() {
    return directory.resolve("models");
  }

  /** Goes on where the run was stopped, if it was. */
  void resume(Training training) throws IOException {
    Optional<Path> newest = all().stream().max(Comparator.comparingInt(SavedSteps::step));
    if (newest.isPresent()) {
      training.resume(newest.get());
    }
  }

  void save(Training training) throws IOException {
    Path saved = directory.resolve(PREFIX + training.step());
    if (!Files.exists(saved)) {
      training.saveResumable(saved);
    }
    deleteAllBut(saved);
  }

  /** The model of a run that has come to its end. */
  Optional<Path> finished() throws IOException {
    Path file = directory.resolve(FINISHED);
    return Files.exists(file)
        ? Optional.of(models().resolve(Files.readString(file))).filter(Files::isDirectory)
        : Optional.empty();
  }

  /** Nothing is left to go on with. */
  void finish(Path model) throws IOException {
    byte[] name = model.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    DurableFiles.write(directory.resolve(FINISHED), name);
    deleteAllBut(model);
  }

  private void deleteAllBut(Path kept) throws IOException {
    for (Path other : all()) {
      if (!other.equals(kept)) {
        Trees.delete(other);
      }
    }
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(path -> path.getFileName().toString().matches(PREFIX + "\\d+"))
          .toList();
    }
  }

  private static int step(Path saved) {
    return Integer.parseInt(saved.getFileName().toString().substring(PREFIX.length()));
  }
}
