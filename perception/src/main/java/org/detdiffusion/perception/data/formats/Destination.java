package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** The folder that a data set is written into; on a dry run everything but the writing is done. */
final class Destination {
  private final Path root;
  private final ImagePlacement placement;
  private final boolean dry;
  private final ConversionLog log;
  private int imagesPlaced;

  Destination(Path root, ImagePlacement placement, boolean dry, ConversionLog log) {
    this.root = root;
    this.placement = placement;
    this.dry = dry;
    this.log = log;
  }

  int imagesPlaced() {
    return imagesPlaced;
  }

  /** UTF-8; the folder is made when it is missing. */
  Writer writer(String name) throws IOException {
    return dry ? Writer.nullWriter() : Files.newBufferedWriter(prepared(name));
  }

  void write(String name, CharSequence text) throws IOException {
    try (Writer writer = writer(name)) {
      writer.append(text);
    }
  }

  /** Brings the image's file; one that is not there is counted. */
  void place(ImageEntry image, String name) throws InvalidDataSetException, IOException {
    if (placement == ImagePlacement.NONE) {
      return;
    }
    Optional<Path> file = image.folders().find(image.fileName());
    if (file.isEmpty()) {
      log.change(
          "images without a file",
          "there is no file of image '%s', so only its annotations are written"
              .formatted(image.fileName()));
      return;
    }
    imagesPlaced++;
    if (!dry) {
      bring(file.get(), prepared(name));
    }
  }

  private void bring(Path file, Path target) throws InvalidDataSetException, IOException {
    if (placement == ImagePlacement.COPY) {
      Files.copy(file, target);
      return;
    }
    try {
      Files.createLink(target, file);
    } catch (IOException | UnsupportedOperationException e) {
      throw new InvalidDataSetException(
          file + " can't be linked from another folder or file system: copy the images", e);
    }
  }

  private Path prepared(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }
}
