package org.detdiffusion.workbench.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.bench.PortableNetwork;
import org.detdiffusion.networks.bench.Variant;

/** A Python that has PyTorch, to do the same beside us. */
record PythonTorch(PythonProgram python) implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  /** The first of these programs that can {@code import torch}. */
  static Optional<PythonTorch> find(List<String> pythons) {
    return PythonProgram.find(pythons, PythonTorch.class, "networks.py").map(PythonTorch::new);
  }

  /** The system's own Python is asked before others. */
  static Optional<PythonTorch> find() {
    return find(List.of("/usr/bin/python3", "python3"));
  }

  /** Such as {@code 1.13.1+cpu}. */
  String version() {
    return python.version();
  }

  /**
   * The network run operation by operation.
   *
   * @throws IOException when this Python can't
   */
  Variant variant(PortableNetwork network, boolean gradients) throws IOException {
    ObjectNode request = python.request().put("load", network.work());
    request.put("source", network.source());
    request.set("inputs", JSON.valueToTree(network.inputs()));
    request.set("parameters", JSON.valueToTree(network.parameters()));
    python.ask(request);
    return new PythonVariant(python, network, gradients);
  }

  @Override
  public void close() {
    python.close();
  }
}
