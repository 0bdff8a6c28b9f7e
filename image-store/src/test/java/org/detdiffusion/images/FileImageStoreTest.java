package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.detdiffusion.images.ImageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImageStoreTest extends ImageStoreContract {
  @TempDir Path directory;

  @Override
  ImageStore store() {
    return new FileImageStore(directory);
  }

  @Override
  void putThere(String name, byte[] bytes) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Test
  void nothingUnfinishedIsLeft() throws Exception {
    store().write(KEY, CONTENT);
    store().write(KEY, CONTENT);
    assertThat(directory.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void whatABrokenWriteLeftIsListed() throws Exception {
    putThere("unfinished/0815", new byte[] {1, 2});
    assertThat(listed()).extracting(StoredObject::name).containsExactly("unfinished/0815");
    assertThat(store().delete(listed().get(0))).isTrue();
  }

  @Test
  void anOldObjectThatIsWrittenAgainIsYoungAfterwards() throws Exception {
    store().write(KEY, CONTENT);
    Instant old = Instant.now().minus(Duration.ofDays(3));
    Files.setLastModifiedTime(directory.resolve(KEY.value()), FileTime.from(old));
    StoredObject orphan = listed().get(0);
    store().write(KEY, CONTENT);
    assertThat(listed().get(0).written()).isAfter(old.plus(Duration.ofDays(2)));
    assertThat(store().delete(orphan)).isFalse();
  }

  @Test
  void aLinkInPlaceOfAnObjectIsRefused() throws Exception {
    Path secret = Files.write(directory.resolve("secret"), CONTENT);
    Path file = directory.resolve(KEY.value());
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, secret);
    assertFails(Kind.IMAGE_ALTERED, () -> store().read(KEY, CONTENT.length));
    assertThat(listed()).isEmpty();
  }

  @Test
  void aLinkInPlaceOfAFolderIsNeitherReadNorWrittenThrough(@TempDir Path elsewhere)
      throws Exception {
    Path folder = directory.resolve(KEY.value()).getParent();
    Files.createSymbolicLink(folder, elsewhere);
    assertFails(
        Kind.IMAGE_STORE_AWAY,
        () -> {
          store().write(KEY, CONTENT);
          return null;
        });
    Files.write(elsewhere.resolve(KEY.sha256()), CONTENT);
    assertFails(Kind.IMAGE_ALTERED, () -> store().read(KEY, CONTENT.length));
    assertThat(listed()).isEmpty();
  }

  @Test
  void aDirectoryThatIsNotThereIsNotMade() {
    Path unmounted = directory.resolve("unmounted");
    assertThatThrownBy(() -> new FileImageStore(unmounted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("detdiffusion.images.store is '" + unmounted + "'");
    assertThat(unmounted).doesNotExist();
  }

  @Test
  void aDirectoryThatGoesAwayIsAwayAndItsObjectsAreNotMissing() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    ImageStore store = new FileImageStore(mounted);
    Files.delete(mounted);
    assertFails(Kind.IMAGE_STORE_AWAY, () -> store.read(KEY, 3));
    assertFails(
        Kind.IMAGE_STORE_AWAY,
        () -> {
          store.write(KEY, CONTENT);
          return null;
        });
    assertThat(mounted).doesNotExist();
  }
}
