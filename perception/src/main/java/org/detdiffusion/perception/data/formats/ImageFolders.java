package org.detdiffusion.perception.data.formats;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;

/**
 * Where the images of a data set may be, likeliest first. All images of a source share one of
 * these.
 */
public record ImageFolders(List<Path> folders) {

  public ImageFolders {
    folders = List.copyOf(folders);
  }

  /**
   * The file of that name, if any folder has it.
   *
   * @throws InvalidDataSetException when it leads out of its folder through a link
   */
  Optional<Path> find(String fileName) throws InvalidDataSetException {
    for (Path folder : folders) {
      if (isThere(folder, fileName)) {
        try {
          return Optional.of(ImageFiles.locate(folder, fileName));
        } catch (InvalidImageException e) {
          throw new InvalidDataSetException(e.getMessage(), e);
        }
      }
    }
    return Optional.empty();
  }

  /** The first of the folders that has the file, else the first. */
  public Path holding(String fileName) {
    return folders.stream()
        .filter(folder -> isThere(folder, fileName))
        .findFirst()
        .orElse(folders.get(0));
  }

  private static boolean isThere(Path folder, String fileName) {
    try {
      return Files.isRegularFile(folder.resolve(fileName));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The size from the header of the file; not known when there is no such file.
   *
   * @throws InvalidDataSetException when the file is no image
   */
  ImageSize size(String fileName) throws InvalidDataSetException {
    Optional<Path> file = find(fileName);
    if (file.isEmpty()) {
      return new ImageSize(0, 0);
    }
    try {
      int[] size = ImageFiles.size(file.get());
      return new ImageSize(size[0], size[1]);
    } catch (InvalidImageException e) {
      throw new InvalidDataSetException(e.getMessage(), e);
    }
  }
}
