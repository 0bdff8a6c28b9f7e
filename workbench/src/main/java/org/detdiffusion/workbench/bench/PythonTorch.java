package org.detdiffusion.workbench.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.bench.PortableNetwork;
import org.detdiffusion.networks.bench.Variant;

/** A Python that has PyTorch, to do the same beside us. Its program comes by standard input. */
public final class PythonTorch implements AutoCloseable {

  private static final String PROGRAM = "networks.py";
  private static final String READ_PROGRAM =
      "import sys; n = int(sys.stdin.readline()); exec(sys.stdin.read(n))";
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;
  private final String version;

  private PythonTorch(String python) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-c", READ_PROGRAM)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Python as it comes: how our launcher sets up memory is ours.
    builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
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
    try (InputStream program = PythonTorch.class.getResourceAsStream(PROGRAM)) {
      return program.readAllBytes();
    }
  }

  /**
   * The first one that can {@code import torch}; the system's own is asked before others.
   *
   * @param pythons programs to try
   */
  static Optional<PythonTorch> find(List<String> pythons) {
    return pythons.stream().map(PythonTorch::start).flatMap(Optional::stream).findFirst();
  }

  private static Optional<PythonTorch> start(String python) {
    try {
      return Optional.of(new PythonTorch(python));
    } catch (IOException notThereOrWithoutTorch) {
      return Optional.empty();
    }
  }

  public static Optional<PythonTorch> find() {
    return find(List.of("/usr/bin/python3", "python3"));
  }

  /** Such as {@code 1.13.1+cpu}. */
  public String version() {
    return version;
  }

  /**
   * The network run operation by operation.
   *
   * @throws IOException when this Python can't
   */
  public Variant variant(PortableNetwork network, boolean gradients) throws IOException {
    ObjectNode request = JSON.createObjectNode().put("load", network.work());
    request.put("source", network.source());
    request.set("inputs", JSON.valueToTree(network.inputs()));
    request.set("parameters", JSON.valueToTree(network.parameters()));
    ask(request);
    return new PythonVariant(this, network, gradients);
  }

  JsonNode ask(ObjectNode request) throws IOException {
    requests.write((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("Python ended");
    }
    JsonNode answer = JSON.readTree(line);
    if (answer.has("error")) {
      throw new IOException("Python says " + answer.get("error").asText());
    }
    return answer;
  }

  /** Gives a network's memory back; one that has ended has done so. */
  void drop(String name) throws IOException {
    if (process.isAlive()) {
      ask(request().put("drop", name));
    }
  }

  ObjectNode request() {
    return JSON.createObjectNode();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
