package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.images.ImageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system without hard links, as FAT, and many that are mounted over a network. */
class UnlinkedFileImageStoreTest extends ImageStoreContract {
  @TempDir Path directory;

  @Override
  ImageStore store() {
    return new FileImageStore(directory, UnlinkedFileImageStoreTest::refuse);
  }

  private static void refuse(Path name, Path file) throws FileSystemException {
    throw new FileSystemException(name.toString(), file.toString(), "Operation not permitted");
  }

  @Override
  void putThere(String name, byte[] bytes) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Test
  void otherContentIsNeverOverwritten() throws Exception {
    var store =
        new FileImageStore(
            directory,
            (name, file) -> {
              Files.write(name, content(2)); // comes between the look and the link
              refuse(name, file);
            });
    assertFails(
        Kind.IMAGE_ALTERED,
        () -> {
          store.write(KEY, CONTENT);
          return null;
        });
    assertThat(directory.resolve(KEY.value())).hasBinaryContent(content(2));
    assertThat(directory.resolve("unfinished")).isEmptyDirectory();
  }
}
