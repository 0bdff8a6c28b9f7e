package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.detdiffusion.images.ImageException.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ImageStoreTest extends ImageStoreContract {
  private static final String PLACE = "s3://" + S3Server.BUCKET + "/some/prefix";
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void signIn() {
    S3Server.signIn();
    server.blobs().clearContainer(S3Server.BUCKET);
  }

  @AfterEach
  void signOut() {
    S3Server.signOut();
  }

  @Override
  ImageStore store() {
    return server.store(PLACE);
  }

  @Override
  void putThere(String name, byte[] bytes) {
    var blobs = server.blobs();
    blobs.putBlob(S3Server.BUCKET, blobs.blobBuilder("some/prefix/" + name).payload(bytes).build());
  }

  @Test
  void objectsLieBelowThePrefix() throws Exception {
    store().write(KEY, CONTENT);
    assertThat(server.blobs().blobExists(S3Server.BUCKET, "some/prefix/" + KEY.value())).isTrue();
    assertFails(
        Kind.IMAGE_MISSING,
        () -> server.store("s3://" + S3Server.BUCKET).read(KEY, CONTENT.length));
  }

  @Test
  void anOldObjectIsPutAgainSoThatItIsYoung() throws Exception {
    putThere(KEY.value(), content(2));
    store().write(KEY, CONTENT);
    assertFails(Kind.IMAGE_ALTERED, () -> store().read(KEY, CONTENT.length));
    Instant later = Instant.now().plus(Duration.ofHours(2));
    server.store(PLACE, () -> later).write(KEY, CONTENT);
    assertThat(store().read(KEY, CONTENT.length)).isEqualTo(CONTENT);
  }

  @Test
  void listsMoreObjectsThanAPageHas() throws Exception {
    for (int i = 0; i < 1100; i++) {
      byte[] small = Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      putThere(ObjectKey.of(small).value(), small);
    }
    assertThat(listed()).hasSize(1100);
  }

  @Test
  void wrongCredentialsAreToldWithoutThem() {
    S3Server.signIn("a-wrong-secret");
    assertFails(Kind.IMAGE_STORE_AWAY, () -> store().read(KEY, 3))
        .hasMessageContaining("status 403")
        .hasMessageContaining("check its address, its bucket and the credentials")
        .hasMessageNotContaining("a-wrong-secret");
  }

  @Test
  void aBucketThatIsNotThereIsAwayAndItsObjectsAreNotMissing() {
    assertFails(Kind.IMAGE_STORE_AWAY, () -> server.store("s3://no-bucket").read(KEY, 3))
        .hasMessageContaining("NoSuchBucket");
  }

  @Test
  void aServerThatIsNotThereIsAway() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free.close();
      ImageStore nowhere = at(free.getLocalPort());
      assertFails(Kind.IMAGE_STORE_AWAY, () -> nowhere.read(KEY, 3));
    }
  }

  @Test
  void aServerThatNeverAnswersIsAwayInTheEnd() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      ImageStore store = at(silent.getLocalPort());
      assertFails(
          Kind.IMAGE_STORE_AWAY,
          () -> {
            store.write(KEY, CONTENT);
            return null;
          });
    }
  }

  private static ImageStore at(int port) {
    URI address = URI.create("http://127.0.0.1:" + port);
    var settings =
        new S3Settings(Optional.of(address), Optional.empty(), true, Duration.ofMillis(300));
    return new S3ImageStore(settings.client(), S3Place.parse(PLACE), InstantSource.system());
  }
}
