package org.detdiffusion.networks.weights;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Other formats of weights: PyTorch's can run code while they are read, so they are refused. */
final class ForeignFormats {

  private static final List<String> ENDINGS =
      List.of(".pt", ".pth", ".bin", ".pkl", ".pickle", ".ckpt", ".npz", ".zip");
  private static final String CURE = ", which can run code: convert it to safetensors";

  private ForeignFormats() {}

  static void refuseName(Path file) throws InvalidWeightsException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (ENDINGS.stream().anyMatch(name::endsWith)) {
      throw new InvalidWeightsException(file, "is named like a PyTorch file" + CURE);
    }
  }

  /** For a file whose first bytes can't be the length of a header. */
  static void refuseMagic(Path file, ByteBuffer start) throws InvalidWeightsException {
    int first = start.get(0) & 0xff;
    int second = start.get(1) & 0xff;
    if (first == 'P' && second == 'K') {
      throw new InvalidWeightsException(file, "is a zip archive, as PyTorch writes it" + CURE);
    }
    if (first == 0x80 && second >= 2 && second <= 5) {
      throw new InvalidWeightsException(file, "is a Python pickle" + CURE);
    }
  }
}
