package org.detdiffusion.networks.detection.exported;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.script.Torch;

/** A TorchScript file, run by libtorch: a program, which may do whatever libtorch can do. */
final class TorchScriptNetwork implements ExportedNetwork {

  private final NDManager manager = Torch.manager();
  private final PtSymbolBlock module;

  /**
   * @throws IllegalArgumentException in one sentence when the file is something else
   */
  TorchScriptNetwork(Path file) throws IOException {
    try (HalfMade made = new HalfMade()) {
      made.with(manager, NDManager::close);
      requireScript(file);
      module = load(file);
      made.whole();
    }
  }

  private PtSymbolBlock load(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      PtSymbolBlock loaded = JniUtils.loadModule((PtNDManager) manager, bytes, true, false);
      JniUtils.enableInferenceMode(loaded);
      return loaded;
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "libtorch can't open it ("
              + Outputs.reason(e)
              + "): export it whole, with the operations of PyTorch alone");
    }
  }

  /** Training checkpoints have the same ending, and are pickles. */
  private static void requireScript(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.stream().anyMatch(entry -> entry.getName().contains("/code/"))) {
        return;
      }
    } catch (ZipException broken) {
      throw new IllegalArgumentException(
          "it is no zip archive, or a broken one: copy it again, or export it as TorchScript");
    }
    throw new IllegalArgumentException(
        "it is not TorchScript: export it, for a YOLO with format=torchscript");
  }

  @Override
  public Optional<ImageSize> size() {
    return Optional.empty();
  }

  @Override
  public List<OutputArray> run(Letterbox.Filled input) {
    prepareThread();
    try (NDManager call = Torch.manager()) {
      Shape shape = new Shape(1, 3, input.height(), input.width());
      NDList inputs = new NDList(call.create(input.planes(), shape));
      return Outputs.of(IValueUtils.forward(module, inputs, false));
    } catch (EngineException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "it can't be run on one image of %dx%d (%s): set 'imgsz' to the size it was exported for"
              .formatted(input.width(), input.height(), Outputs.reason(e)));
    }
  }

  /** One native thread, so that sums come out the same each time. */
  private static void prepareThread() {
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setNumThreads(1);
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }
}
