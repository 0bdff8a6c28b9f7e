package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.images.ImageException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a small disk of their own, where such a disk may be mounted: as root, on Linux. */
@EnabledOnOs(OS.LINUX)
class FullStoreTest {
  private static final byte[] CONTENT = ImageStoreContract.CONTENT;
  private static final ObjectKey KEY = ImageStoreContract.KEY;

  @TempDir Path disk;

  @BeforeEach
  void mountTheDisk() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()) == 0,
        "may not mount a disk");
  }

  @AfterEach
  void unmountTheDisk() throws Exception {
    int unused = run("umount", disk.toString());
  }

  @Test
  void aWriteThatDoesNotFitIsTransientAndLeavesNoPartOfAnObject() throws Exception {
    Path ballast = Files.write(disk.resolve("ballast"), new byte[300_000]);
    var store = new FileImageStore(disk);

    ImageStoreContract.assertFails(
            Kind.IMAGE_STORE_AWAY,
            () -> {
              store.write(KEY, CONTENT);
              return null;
            })
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("has room");

    assertThat(Kind.IMAGE_STORE_AWAY.isTransient()).isTrue();
    assertThat(filesExcept(ballast)).isEmpty();
    ImageStoreContract.assertFails(Kind.IMAGE_MISSING, () -> store.read(KEY, CONTENT.length));
  }

  @Test
  void theSameWriteSucceedsOnceThereIsRoomAndWhatWasThereIsWhole() throws Exception {
    var store = new FileImageStore(disk);
    byte[] before = new byte[100_000];
    ObjectKey early = ObjectKey.of(before);
    store.write(early, before);
    Path ballast = Files.write(disk.resolve("ballast"), new byte[200_000]);
    ImageStoreContract.assertFails(
        Kind.IMAGE_STORE_AWAY,
        () -> {
          store.write(KEY, CONTENT);
          return null;
        });

    Files.delete(ballast);
    store.write(KEY, CONTENT);

    assertThat(store.read(KEY, CONTENT.length)).isEqualTo(CONTENT);
    assertThat(store.read(early, before.length)).isEqualTo(before);
  }

  private List<Path> filesExcept(Path ballast) throws Exception {
    try (Stream<Path> tree = Files.walk(disk)) {
      List<Path> files = new ArrayList<>(tree.filter(Files::isRegularFile).toList());
      files.remove(ballast);
      return files;
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
