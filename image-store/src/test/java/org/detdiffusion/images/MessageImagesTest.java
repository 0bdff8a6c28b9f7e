package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.images.ImageStoreContract.CONTENT;
import static org.detdiffusion.images.ImageStoreContract.KEY;
import static org.detdiffusion.images.ImageStoreContract.assertFails;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.images.ImageException.Kind;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageReference;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.perception.data.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageImagesTest {
  @TempDir Path directory;
  private MessageImages images;

  @BeforeEach
  void open() {
    images = MessageImages.in(directory, 1000);
  }

  @Test
  void aLargeImageLeavesItsMessageAndComesBack() throws Exception {
    AnnotatedImageMessage whole = message(CONTENT);
    AnnotatedImageMessage published = images.published(whole);
    assertThat(published.getImage().remaining()).isZero();
    assertThat(published.getStored())
        .isEqualTo(new ImageReference(KEY.value(), KEY.sha256(), (long) CONTENT.length));
    assertThat(images.whole(published)).isEqualTo(whole);
  }

  @Test
  void soDoesASyntheticOne() throws Exception {
    SyntheticImage whole = synthetic(CONTENT);
    SyntheticImage published = images.published(whole);
    assertThat(published.getStored().getKey()).isEqualTo(KEY.value());
    assertThat(images.whole(published)).isEqualTo(whole);
  }

  @Test
  void aSmallImageStaysInItsMessage() throws Exception {
    AnnotatedImageMessage small = message(new byte[1000]);
    assertThat(images.published(small)).isSameAs(small);
    assertThat(images.whole(small)).isSameAs(small);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void withoutAStoreTheCureIsNamedWhereAMessageCanNotHoldTheImage() throws Exception {
    AnnotatedImageMessage fits = message(new byte[4 * 1000 * 1000]);
    assertThat(MessageImages.inline().published(fits)).isSameAs(fits);
    assertFails(
            Kind.IMAGE_TOO_LARGE,
            () -> MessageImages.inline().published(message(new byte[5 * 1000 * 1000])))
        .hasMessageContaining("image 'a' has 5000000 bytes")
        .hasMessageContaining("set detdiffusion.images.store to a directory or s3://bucket/prefix");
  }

  @Test
  void aReaderWithoutAStoreSaysWhichSettingItLacks() {
    assertFails(Kind.NO_IMAGE_STORE, () -> MessageImages.inline().whole(naming(KEY.value())))
        .hasMessageContaining("image 'a' lies in an image store")
        .hasMessageContaining("detdiffusion.images.store");
  }

  @Test
  void aMissingImageIsNamedWithItsObject() {
    assertFails(Kind.IMAGE_MISSING, () -> images.whole(naming(KEY.value())))
        .hasMessageStartingWith("image 'a': object '" + KEY.value() + "' is not in");
    assertThat(Kind.IMAGE_MISSING.isTransient()).isFalse();
  }

  @Test
  void anAlteredImageIsForGood() throws Exception {
    AnnotatedImageMessage published = images.published(message(CONTENT));
    Files.write(directory.resolve(KEY.value()), new byte[CONTENT.length]);
    assertFails(Kind.IMAGE_ALTERED, () -> images.whole(published));
    assertThat(Kind.IMAGE_ALTERED.isTransient()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../secret",
        "ab/../../secret",
        "%2e%2e/secret",
        "http://169.254.169.254/latest/meta-data",
        "https://host/ab/cd",
        "file:///etc/passwd",
        "s3://other-bucket/key",
        "jar:file:/x!/y",
        "\\\\host\\share",
        "C:\\secret",
        "ab/cd",
        "nul\0byte",
        "two\nlines"
      })
  void whatIsNoKeyIsRefusedInOneSentenceAndNotFollowed(String key) {
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(naming(key)))
        .hasMessageStartingWith("image 'a' names '")
        .hasMessageContaining("in the image store; name the first two digits of its sha256")
        .hasMessageNotContainingAny("\n", "\0");
  }

  @Test
  void aKeyInAnotherCaseOrFolderIsRefused() {
    assertFails(
        Kind.BAD_IMAGE_REFERENCE,
        () -> images.whole(naming(KEY.value().toUpperCase(java.util.Locale.ROOT))));
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(naming("zz/" + KEY.sha256())));
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(naming(KEY.value() + "/")));
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(naming("x".repeat(100_000))));
  }

  @Test
  void aReferenceToAnotherImageIsRefused() {
    String other = "00".repeat(32);
    var reference = new ImageReference("00/" + other, other, 10L);
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(with(reference)))
        .hasMessageContaining("another sha256");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, Long.MAX_VALUE, (64L << 20) + 1})
  void anAbsurdSizeIsRefusedBeforeAnythingIsRead(long bytes) {
    var reference = new ImageReference(KEY.value(), KEY.sha256(), bytes);
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(with(reference)))
        .hasMessageContaining("object of " + bytes + " bytes");
  }

  @Test
  void bytesAndAReferenceTogetherAreRefused() {
    var both =
        AnnotatedImageMessage.newBuilder(naming(KEY.value())).setImage(ByteBuffer.wrap(CONTENT));
    assertFails(Kind.BAD_IMAGE_REFERENCE, () -> images.whole(both.build()))
        .hasMessageContaining("leave one of them out");
  }

  private static AnnotatedImageMessage naming(String key) {
    return with(new ImageReference(key, KEY.sha256(), (long) CONTENT.length));
  }

  private static AnnotatedImageMessage with(ImageReference reference) {
    return AnnotatedImageMessage.newBuilder(message(CONTENT))
        .setImage(ByteBuffer.allocate(0))
        .setStored(reference)
        .build();
  }

  private static AnnotatedImageMessage message(byte[] picture) {
    return AnnotatedImageMessage.newBuilder()
        .setId("a")
        .setDataSet("cells")
        .setWidth(64)
        .setHeight(64)
        .setImage(ByteBuffer.wrap(picture))
        .setSha256(Sha256.of(picture))
        .setObjects(List.of())
        .build();
  }

  private static SyntheticImage synthetic(byte[] picture) {
    return SyntheticImage.newBuilder()
        .setId("s")
        .setJobId("night")
        .setLayout(new LayoutMessage(64, 64, List.of()))
        .setImage(ByteBuffer.wrap(picture))
        .setSha256(Sha256.of(picture))
        .setGenerator("generator")
        .setGeneratorSha256("aa")
        .setPrompt("")
        .setSeed(1)
        .setSampling(new Sampling("ddim", 1, 1.0))
        .setMillis(1)
        .build();
  }
}
