package org.detdiffusion.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.Collectors;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Images of a run, sorted by id: decoded in memory as far as there is room, the others read and
 * decoded whenever they are asked for.
 */
final class RunImages extends AbstractList<AnnotatedImage> implements RandomAccess {
  /** Reads an image, which is the same every time; empty when it is no image. */
  @FunctionalInterface
  interface Source {
    Optional<AnnotatedImage> read() throws ImageException, IOException;
  }

  /**
   * What is known of an image without its pixels.
   *
   * @param size such as 64x48
   */
  record Entry(String id, String size, Set<String> classes, Source source) {}

  private final List<Entry> entries;

  private RunImages(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Those of the sources that have an image; each is read once here. */
  static RunImages of(List<Source> sources, MemoryRoom room) throws ImageException, IOException {
    List<Entry> entries = new ArrayList<>();
    for (Source source : sources) {
      source.read().ifPresent(image -> entries.add(entry(image, source, room)));
    }
    return new RunImages(entries);
  }

  private static Entry entry(AnnotatedImage image, Source source, MemoryRoom room) {
    Optional<AnnotatedImage> decoded = Optional.of(image);
    Set<String> classes =
        image.objects().stream()
            .map(AnnotatedObject::className)
            .map(String::intern) // few, in very many images
            .collect(Collectors.toUnmodifiableSet());
    String size = (image.image().width() + "x" + image.image().height()).intern();
    return new Entry(image.id(), size, classes, room.takes(image) ? () -> decoded : source);
  }

  List<Entry> entries() {
    return entries;
  }

  /** Those with one of the ids. */
  RunImages only(Set<String> ids) {
    return new RunImages(entries.stream().filter(entry -> ids.contains(entry.id())).toList());
  }

  /** The pixels alone. */
  List<PixelImage> pixels() {
    return new Pixels(this);
  }

  @Override
  public int size() {
    return entries.size();
  }

  /**
   * @throws UncheckedIOException when it can't be read again
   */
  @Override
  public AnnotatedImage get(int index) {
    Entry entry = entries.get(index);
    try {
      return entry
          .source()
          .read()
          .orElseThrow(() -> new IOException("it is no longer what it was"));
    } catch (ImageException | IOException failed) {
      String sentence = "image '%s' can't be read again: %s";
      throw new UncheckedIOException(
          new IOException(sentence.formatted(entry.id(), failed.getMessage()), failed));
    }
  }

  private static final class Pixels extends AbstractList<PixelImage> implements RandomAccess {
    private final RunImages images;

    Pixels(RunImages images) {
      this.images = images;
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public PixelImage get(int index) {
      return images.get(index).image();
    }
  }
}
