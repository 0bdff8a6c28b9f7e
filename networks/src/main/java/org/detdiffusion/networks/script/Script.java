package org.detdiffusion.networks.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Traced methods, compiled by libtorch. Calls may come from any thread. */
public final class Script implements AutoCloseable {

  private final NDManager manager = Torch.manager();
  private final PtSymbolBlock module;

  public Script(List<String> methods) {
    try (HalfMade made = new HalfMade()) {
      made.with(manager, NDManager::close);
      module = load((PtNDManager) manager, TorchArchive.of(methods));
      made.whole();
    }
  }

  private static PtSymbolBlock load(PtNDManager manager, byte[] archive) {
    try (ByteArrayInputStream bytes = new ByteArrayInputStream(archive)) {
      return JniUtils.loadModule(manager, bytes, true, false);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Runs a method.
   *
   * @param inputs in the order the method declares them; consecutive arrays named {@code x[]} are
   *     one list. The results belong to the manager of the first one.
   * @param gradients whether the call may differentiate
   */
  public NDArray call(String method, NDList inputs, boolean gradients) {
    return callAll(method, inputs, gradients).singletonOrThrow();
  }

  /** As {@link #call}, for a method that returns several tensors. */
  public NDList callAll(String method, NDList inputs, boolean gradients) {
    Torch.prepareThread(gradients);
    NDManager owner = inputs.get(0).getManager();
    try (NDArray selector = owner.create(0f)) {
      selector.setName("module_method:" + method);
      NDList arguments = new NDList(inputs.size() + 1);
      arguments.add(selector);
      arguments.addAll(inputs);
      return IValueUtils.forward(module, arguments, gradients);
    }
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }
}
