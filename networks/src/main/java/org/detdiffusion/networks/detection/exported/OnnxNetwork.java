package org.detdiffusion.networks.detection.exported;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.script.HalfMade;

/** An ONNX file, run by ONNX Runtime on the CPU. */
final class OnnxNetwork implements ExportedNetwork {

  private static final String ENGINE = "OnnxRuntime";

  /** One native thread, so that sums come out the same each time. */
  private static final Map<String, String> OPTIONS =
      Map.of("interOpNumThreads", "1", "intraOpNumThreads", "1");

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // Else libtorch is started too, for operations on arrays that nobody asks for here.
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
  }

  private final OnnxInput input;
  private final Model model;

  /**
   * @throws IllegalArgumentException in one sentence when the bytes are something else, or a
   *     network that can't be used
   */
  OnnxNetwork(byte[] file) throws IOException {
    input = OnnxFile.read(file).requireImage();
    try (HalfMade made = new HalfMade();
        ByteArrayInputStream bytes = new ByteArrayInputStream(file)) {
      model = made.with(Model.newInstance("detector", Device.cpu(), ENGINE), Model::close);
      model.load(bytes, OPTIONS);
      made.whole();
    } catch (MalformedModelException | EngineException e) {
      throw new IllegalArgumentException(
          "ONNX Runtime can't open it (" + Outputs.reason(rootOf(e)) + "): export it again");
    }
  }

  private static Throwable rootOf(Throwable failed) {
    return failed.getCause() == null ? failed : failed.getCause();
  }

  @Override
  public Optional<ImageSize> size() {
    return Optional.of(new ImageSize(input.height(), input.width()));
  }

  @Override
  public List<OutputArray> run(Letterbox.Filled image) {
    try (NDManager call = model.getNDManager().newSubManager()) {
      NDList inputs = new NDList(call.create(image.planes(), new Shape(input.dimensions())));
      ParameterStore none = new ParameterStore(call, false);
      return Outputs.of(model.getBlock().forward(none, inputs, false));
    } catch (EngineException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "ONNX Runtime can't run it (" + Outputs.reason(e) + "): export it again");
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
