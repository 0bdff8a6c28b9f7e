package org.detdiffusion.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSettingsTest {
  private static final String STORE = "detdiffusion.images.store";

  @TempDir Path directory;

  @Test
  void thereIsNoStoreUnlessOneIsSet() {
    assertThat(ImageSettings.of(config(Map.of())).open()).isEmpty();
    assertThat(ImageSettings.of(config(Map.of(STORE, " "))).open()).isEmpty();
  }

  @Test
  void aDirectoryIsWrittenAsAPathOrAUrl() throws Exception {
    Path store = Files.createDirectory(directory.resolve("a b"));
    for (String written : new String[] {store.toString(), store.toUri().toString()}) {
      assertThat(ImageSettings.of(config(Map.of(STORE, written))).open().orElseThrow().name())
          .isEqualTo("the image store " + store);
    }
  }

  @Test
  void aServerOtherThanAmazonsHasTheBucketInThePath() {
    var s3 =
        ImageSettings.of(config(Map.of("detdiffusion.images.s3.endpoint", "http://minio:9000")))
            .s3();
    assertThat(s3.endpoint()).contains(URI.create("http://minio:9000"));
    assertThat(s3.pathStyle()).isTrue();
    assertThat(ImageSettings.of(config(Map.of())).s3().pathStyle()).isFalse();
  }

  @Test
  void aVariableIsASettingToo() {
    var environment =
        new io.smallrye.config.EnvConfigSource(
            Map.of("DETDIFFUSION_IMAGES_INLINE_LIMIT", "1000"), 300);
    Config config =
        new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(environment).build();
    assertThat(ImageSettings.of(config).inlineLimit()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://user:hidden@host/x", "ftp://hidden", "file://hidden/x", "file:hidden"})
  void anotherUrlIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> ImageSettings.of(config(Map.of(STORE, url))).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(STORE + " is neither a directory, nor file:/directory, nor s3://bucket/prefix.")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://key:hidden@bucket/x",
        "s3://",
        "s3://Hidden",
        "s3://bucket/../hidden",
        "s3://bucket//hidden",
        "s3://bucket/hidden?x"
      })
  void aBucketHasAPlainNameAndAPlainPrefix(String url) {
    assertThatThrownBy(() -> ImageSettings.of(config(Map.of(STORE, url))).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write s3://bucket or s3://bucket/prefix")
        .hasMessageNotContaining("idden");
  }

  @ParameterizedTest
  @CsvSource({"s3://abc,abc,''", "s3://abc/,abc,''", "s3://a.b-c/d/e,a.b-c,d/e/"})
  void aPrefixIsAFolder(String url, String bucket, String folder) {
    assertThat(S3Place.parse(url)).isEqualTo(new S3Place(bucket, folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "256k", "4194304", "99999999999"})
  void aLimitIsANumberOfBytesThatAMessageHolds(String limit) {
    assertThatThrownBy(
            () -> ImageSettings.of(config(Map.of("detdiffusion.images.inline-limit", limit))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + limit + "'; set it to a number of bytes, 0 to 4063232.");
  }

  @Test
  void anEndpointIsAnAddress() {
    assertThatThrownBy(
            () ->
                ImageSettings.of(
                    config(Map.of("detdiffusion.images.s3.endpoint", "minio:9000/hidden"))))
        .hasMessageContaining("detdiffusion.images.s3.endpoint is no address")
        .hasMessageNotContaining("hidden");
  }

  private static Config config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
