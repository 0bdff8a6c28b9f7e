package org.detdiffusion.workbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A Python on one thread that runs a program of ours, which comes by standard input. Lines of JSON
 * are asked and answered; an empty request is answered with the version.
 */
public final class PythonProgram implements AutoCloseable {
  private static final String READ_PROGRAM =
      "import sys; n = int(sys.stdin.readline()); exec(sys.stdin.read(n))";
  private static final List<String> THREADS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;
  private final String version;

  private PythonProgram(String python, byte[] program) throws IOException {
    process = process(python);
    requests = process.getOutputStream();
    answers = process.inputReader(StandardCharsets.UTF_8);
    try {
      requests.write((program.length + "\n").getBytes(StandardCharsets.US_ASCII));
      requests.write(program);
      version = ask(request()).path("version").asText();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static Process process(String python) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-c", READ_PROGRAM)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Python as it comes: how our launcher sets up memory is ours.
    builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    THREADS.forEach(name -> builder.environment().put(name, "1"));
    return builder.start();
  }

  /**
   * The first Python that can run the program.
   *
   * @param pythons to try
   * @param owner beside which the program is a resource
   */
  public static Optional<PythonProgram> find(List<String> pythons, Class<?> owner, String name) {
    byte[] program = resource(owner, name);
    return pythons.stream().flatMap(python -> start(python, program).stream()).findFirst();
  }

  private static byte[] resource(Class<?> owner, String name) {
    try (InputStream resource = owner.getResourceAsStream(name)) {
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " is broken: build again", e);
    }
  }

  private static Optional<PythonProgram> start(String python, byte[] program) {
    try {
      return Optional.of(new PythonProgram(python, program));
    } catch (IOException notThereOrLacksAPackage) {
      return Optional.empty();
    }
  }

  /** As the program tells it. */
  public String version() {
    return version;
  }

  public ObjectNode request() {
    return JSON.createObjectNode();
  }

  /**
   * The program's answer.
   *
   * @throws IOException when it ended, or answers with an error
   */
  public JsonNode ask(ObjectNode request) throws IOException {
    requests.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("Python ended without an answer");
    }
    JsonNode answer = JSON.readTree(line);
    if (answer.has("error")) {
      throw new IOException("Python says " + answer.get("error").asText());
    }
    return answer;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
