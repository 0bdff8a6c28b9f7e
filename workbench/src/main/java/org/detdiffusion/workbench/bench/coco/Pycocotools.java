package org.detdiffusion.workbench.bench.coco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Python that has pycocotools, to evaluate beside us. Its program comes by standard input. */
final class Pycocotools implements AutoCloseable {
  private static final String PROGRAM = "coco.py";
  private static final String READ_PROGRAM =
      "import sys; n = int(sys.stdin.readline()); exec(sys.stdin.read(n))";
  private static final List<String> ONE_THREAD =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;
  private final String version;

  private Pycocotools(String python) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-c", READ_PROGRAM)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Python as it comes: how our launcher sets up memory is ours.
    builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    ONE_THREAD.forEach(name -> builder.environment().put(name, "1"));
    process = builder.start();
    requests = process.getOutputStream();
    answers = process.inputReader(StandardCharsets.UTF_8);
    try {
      byte[] program = program();
      requests.write((program.length + "\n").getBytes(StandardCharsets.US_ASCII));
      requests.write(program);
      version = ask(JSON.createObjectNode()).path("version").asText();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static byte[] program() throws IOException {
    try (InputStream program = Pycocotools.class.getResourceAsStream(PROGRAM)) {
      return program.readAllBytes();
    }
  }

  /** The first of these programs that can {@code import pycocotools}. */
  static Optional<Pycocotools> find(List<String> pythons) {
    return pythons.stream().map(Pycocotools::start).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Pycocotools> start(String python) {
    try {
      return Optional.of(new Pycocotools(python));
    } catch (IOException notThereOrWithoutPycocotools) {
      return Optional.empty();
    }
  }

  /** Of pycocotools, numpy and Python. */
  String version() {
    return version;
  }

  /** Evaluates boxes. */
  CocoRun run(Path groundTruth, Path detections) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request.put("groundTruth", groundTruth.toAbsolutePath().toString());
    request.put("detections", detections.toAbsolutePath().toString());
    JsonNode answer = ask(request);
    List<Double> stats = new ArrayList<>();
    answer.path("stats").forEach(number -> stats.add(number.asDouble()));
    return new CocoRun(answer.path("read").asDouble(), answer.path("evaluate").asDouble(), stats);
  }

  private JsonNode ask(ObjectNode request) throws IOException {
    requests.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("pycocotools ended without an answer");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
