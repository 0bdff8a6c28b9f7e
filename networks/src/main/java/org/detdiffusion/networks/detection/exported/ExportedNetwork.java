package org.detdiffusion.networks.detection.exported;

import java.util.List;
import java.util.Optional;

/** The network of a file. Calls may come from any thread. */
sealed interface ExportedNetwork extends AutoCloseable permits OnnxNetwork, TorchScriptNetwork {

  /** The only size that it looks at, where the file says so. */
  Optional<ImageSize> size();

  /** In pixels. */
  record ImageSize(int height, int width) {}

  /**
   * @throws IllegalArgumentException in one sentence when it can't be run on such an input
   */
  List<OutputArray> run(Letterbox.Filled input);

  @Override
  void close();
}
