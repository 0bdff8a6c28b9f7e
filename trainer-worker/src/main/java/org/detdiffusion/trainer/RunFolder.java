package org.detdiffusion.trainer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.Trees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run: {@code run.json}, which is replaced as a whole, and the checkpoint that it
 * names. Named by the hash of the run's id, because ids never become paths.
 */
record RunFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static RunFolder of(Path workDirectory, String runId) throws IOException {
    Path path = workDirectory.resolve("runs").resolve(new Digest().add(runId).hex());
    Files.createDirectories(path);
    return new RunFolder(path);
  }

  /** Empty when the run has never begun here, or what it left can't be understood. */
  Optional<RunState> read() throws IOException {
    Path file = path.resolve("run.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), RunState.class));
    } catch (JacksonException damaged) {
      LOG.warn("the run of {} starts anew: {}", file, damaged.toString());
      return Optional.empty();
    }
  }

  /** Replaces the state; what the new one doesn't name is deleted afterwards. */
  void write(RunState state) throws IOException {
    DurableFiles.write(path.resolve("run.json"), JSON.writeValueAsBytes(state));
    deleteCheckpointsExcept(state.checkpoint());
  }

  /** A place for the checkpoint of a step, where nothing is yet: the last one stays until then. */
  Path checkpoint(int step) {
    String name = "checkpoint-" + step;
    Path checkpoint = path.resolve(name);
    for (int copy = 2; Files.exists(checkpoint); copy++) {
      checkpoint = path.resolve(name + "-" + copy);
    }
    return checkpoint;
  }

  private void deleteCheckpointsExcept(String kept) throws IOException {
    for (Path checkpoint : checkpoints()) {
      if (!checkpoint.getFileName().toString().equals(kept)) {
        Trees.delete(checkpoint);
      }
    }
  }

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(p -> p.getFileName().toString().startsWith("checkpoint-")).toList();
    }
  }
}
