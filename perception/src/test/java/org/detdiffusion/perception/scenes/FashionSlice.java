package org.detdiffusion.perception.scenes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Cuts the bundled slice out of Fashion-MNIST. Run with the folder of the four idx files (Debian:
 * {@code /usr/share/datasets/fashion-mnist}) and the folder to write to.
 */
final class FashionSlice {
  private static final Set<Integer> CLUTTER = Set.of(2, 5);

  private final Set<ByteBuffer> taken = new HashSet<>();

  private FashionSlice() {}

  private record Photo(int label, byte[] pixels) {}

  public static void main(String[] arguments) throws IOException {
    Path source = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    List<Photo> train = read(source, "train");
    int border = train.size() * 3 / 10;
    FashionSlice slice = new FashionSlice();
    slice.write(target, "train", train.subList(0, border), 150);
    slice.write(target, "extra", train.subList(border, train.size()), 250);
    slice.write(target, "test", read(source, "t10k"), 150);
  }

  private static List<Photo> read(Path source, String name) throws IOException {
    try (DataInputStream images = open(source.resolve(name + "-images-idx3-ubyte.gz"));
        DataInputStream labels = open(source.resolve(name + "-labels-idx1-ubyte.gz"))) {
      images.skipNBytes(16);
      labels.skipNBytes(4);
      int count = labels.readInt();
      List<Photo> photos = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        photos.add(new Photo(labels.readUnsignedByte(), images.readNBytes(784)));
      }
      return photos;
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
  }

  /** The first of each class that no earlier split has; a third as many of the clutter. */
  private void write(Path target, String split, List<Photo> photos, int perClass)
      throws IOException {
    Map<Integer, Integer> counts = new TreeMap<>();
    List<Photo> chosen = new ArrayList<>();
    for (Photo photo : photos) {
      int wanted = wanted(photo.label(), perClass);
      if (counts.getOrDefault(photo.label(), 0) < wanted
          && taken.add(ByteBuffer.wrap(photo.pixels()))) {
        counts.merge(photo.label(), 1, Integer::sum);
        chosen.add(photo);
      }
    }
    save(target.resolve("fashion-" + split + ".gz"), chosen);
  }

  private static int wanted(int label, int perClass) {
    if (CLUTTER.contains(label)) {
      return perClass / 3;
    }
    return Wardrobe.CLASSES.containsKey(label) ? perClass : 0;
  }

  private static void save(Path file, List<Photo> photos) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(file);
        DataOutputStream output = new DataOutputStream(new GZIPOutputStream(bytes))) {
      output.writeInt(photos.size());
      for (Photo photo : photos) {
        output.writeByte(photo.label());
      }
      for (Photo photo : photos) {
        output.write(photo.pixels());
      }
    }
  }
}
