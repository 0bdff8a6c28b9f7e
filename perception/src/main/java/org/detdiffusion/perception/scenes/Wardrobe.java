package org.detdiffusion.perception.scenes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The garments of one split, from the bundled slice of Fashion-MNIST.
 *
 * @param garments of the six classes, by Fashion-MNIST label
 * @param clutter pullovers and sandals, which are no class and only distract
 */
record Wardrobe(Map<Integer, List<Garment>> garments, List<Garment> clutter) {
  /** Class names by Fashion-MNIST label, in label order. */
  static final Map<Integer, String> CLASSES =
      new TreeMap<>(
          Map.of(0, "t-shirt", 1, "trouser", 3, "dress", 7, "sneaker", 8, "bag", 9, "boot"));

  /** Reads {@code fashion-<split>.gz}: a count, that many labels, that many 28x28 images. */
  static Wardrobe open(String split) {
    String resource = "fashion-" + split + ".gz";
    try (InputStream bytes = Wardrobe.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("resource " + resource + " is missing: build again");
      }
      return read(new DataInputStream(new GZIPInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource + " is broken: build again", e);
    }
  }

  private static Wardrobe read(DataInputStream input) throws IOException {
    byte[] labels = new byte[input.readInt()];
    input.readFully(labels);
    Wardrobe wardrobe = new Wardrobe(new TreeMap<>(), new ArrayList<>());
    byte[] pixels = new byte[Garment.SIDE * Garment.SIDE];
    for (byte label : labels) {
      input.readFully(pixels);
      wardrobe.add(Garment.cutOut(label, pixels));
    }
    return wardrobe;
  }

  private void add(Garment garment) {
    if (CLASSES.containsKey(garment.label())) {
      garments.computeIfAbsent(garment.label(), any -> new ArrayList<>()).add(garment);
    } else {
      clutter.add(garment);
    }
  }
}
