package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.detdiffusion.images.ImageException.Kind;
import org.junit.jupiter.api.Test;

/** What every store promises, whatever it keeps its objects in. */
abstract class ImageStoreContract {
  static final byte[] CONTENT = content(1);
  static final ObjectKey KEY = ObjectKey.of(CONTENT);

  /** The same place at every call of a test. */
  abstract ImageStore store() throws Exception;

  /** Past the store. */
  abstract void putThere(String name, byte[] bytes) throws Exception;

  static byte[] content(long seed) {
    byte[] bytes = new byte[300_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    store().write(KEY, CONTENT);
    assertThat(store().read(KEY, CONTENT.length)).isEqualTo(CONTENT);
  }

  @Test
  void theSameContentAgainIsOneObject() throws Exception {
    store().write(KEY, CONTENT);
    store().write(KEY, CONTENT);
    assertThat(listed()).extracting(StoredObject::name).containsExactly(KEY.value());
  }

  @Test
  void aMissingObjectIsNamed() {
    assertFails(Kind.IMAGE_MISSING, () -> store().read(KEY, 3))
        .hasMessageContaining(KEY.value())
        .hasMessageContaining("put it back or publish the image again");
  }

  @Test
  void anAlteredObjectIsNeverHandedOut() throws Exception {
    putThere(KEY.value(), content(2));
    assertFails(Kind.IMAGE_ALTERED, () -> store().read(KEY, CONTENT.length))
        .hasMessageContaining(KEY.value());
  }

  @Test
  void anObjectLargerThanTheMessageSaysIsNotReadToItsEnd() throws Exception {
    store().write(KEY, CONTENT);
    assertFails(Kind.IMAGE_ALTERED, () -> store().read(KEY, 1000));
  }

  @Test
  void otherContentUnderTheNameIsNotOverwritten() throws Exception {
    putThere(KEY.value(), new byte[] {9, 9});
    assertFails(
        Kind.IMAGE_ALTERED,
        () -> {
          store().write(KEY, CONTENT);
          return null;
        });
    assertFails(Kind.IMAGE_ALTERED, () -> store().read(KEY, 2));
  }

  @Test
  void listsItsObjectsAndNothingElse() throws Exception {
    store().write(KEY, CONTENT);
    putThere("notes.txt", new byte[] {1});
    putThere("ab/notes.txt", new byte[] {1});
    assertThat(listed()).hasSize(1);
    StoredObject object = listed().get(0);
    assertThat(object.name()).isEqualTo(KEY.value());
    assertThat(object.bytes()).isEqualTo(CONTENT.length);
    assertThat(object.written()).isAfter(Instant.now().minus(Duration.ofHours(1)));
  }

  @Test
  void deletesWhatItListed() throws Exception {
    store().write(KEY, CONTENT);
    StoredObject object = listed().get(0);
    assertThat(store().delete(object)).isTrue();
    assertThat(store().delete(object)).isFalse();
    assertThat(listed()).isEmpty();
  }

  @Test
  void anObjectWrittenAgainAfterItWasListedStays() throws Exception {
    store().write(KEY, CONTENT);
    StoredObject now = listed().get(0);
    Instant older = now.written().minus(Duration.ofDays(2));
    assertThat(store().delete(new StoredObject(now.name(), now.bytes(), older))).isFalse();
    assertThat(listed()).hasSize(1);
  }

  @Test
  void manyWritersOfOneObjectAllSucceed() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> write =
          () -> {
            store().write(KEY, CONTENT);
            return true;
          };
      for (var written : threads.invokeAll(List.of(write, write, write, write, write, write))) {
        assertThat(written.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(listed()).hasSize(1);
    assertThat(store().read(KEY, CONTENT.length)).isEqualTo(CONTENT);
  }

  List<StoredObject> listed() throws Exception {
    List<StoredObject> objects = new ArrayList<>();
    store().list(objects::add);
    return objects;
  }

  static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      Kind kind, Callable<?> call) {
    return assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            ImageException.class, failed -> assertThat(failed.kind()).isEqualTo(kind));
  }
}
