package org.detdiffusion.images;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Where a process keeps images.
 *
 * @param store empty for none, a directory, {@code file:/directory} or {@code s3://bucket/prefix}
 * @param inlineLimit the most bytes of an image that stay in its message when there is a store
 */
record ImageSettings(String store, int inlineLimit, S3Settings s3) {
  static final String STORE = "detdiffusion.images.store";
  static final String INLINE_LIMIT = "detdiffusion.images.inline-limit";

  /**
   * Photographs of 512x512 pixels as JPEG and all small images stay inline: for those a store costs
   * more than it saves. As JSON, with their objects, they still fit into the 1 MB that Kafka allows
   * a message unless told otherwise.
   */
  private static final int INLINE = 256 * 1024;

  private static final String S3 = "detdiffusion.images.s3.";
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /**
   * @throws IllegalArgumentException in one sentence when a setting can't be used
   */
  static ImageSettings of(Config config) {
    Optional<URI> endpoint = value(config, S3 + "endpoint").map(ImageSettings::endpoint);
    return new ImageSettings(
        value(config, STORE).orElse(""),
        value(config, INLINE_LIMIT).map(ImageSettings::limit).orElse(INLINE),
        new S3Settings(
            endpoint,
            value(config, S3 + "region"),
            value(config, S3 + "path-style").map(Boolean::valueOf).orElse(endpoint.isPresent()),
            SILENCE));
  }

  private static Optional<String> value(Config config, String name) {
    return config.getOptionalValue(name, String.class).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static int limit(String text) {
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > MessageImages.LARGEST_INLINE) {
      throw new IllegalArgumentException(
          "%s is %s; set it to a number of bytes, 0 to %d."
              .formatted(INLINE_LIMIT, ObjectKey.shown(text), MessageImages.LARGEST_INLINE));
    }
    return Integer.parseInt(text);
  }

  private static URI endpoint(String text) {
    if (!text.matches("https?://[A-Za-z0-9.\\[\\]:-]+/?")) {
      throw new IllegalArgumentException(
          S3 + "endpoint is no address; write https://host or http://host:port.");
    }
    return URI.create(text);
  }

  /** The store, opened; empty when there is none. */
  Optional<ImageStore> open() {
    if (store.isEmpty()) {
      return Optional.empty();
    }
    if (store.startsWith("s3://")) {
      return Optional.of(s3(S3Place.parse(store)));
    }
    return Optional.of(new FileImageStore(directory()));
  }

  private ImageStore s3(S3Place place) {
    try {
      return new S3ImageStore(s3.client(), place, InstantSource.system());
    } catch (SdkException unusable) {
      throw new IllegalArgumentException(
          "The image store %s can't be opened: %s".formatted(place, unusable.getMessage()),
          unusable);
    }
  }

  private Path directory() {
    try {
      if (store.startsWith("file:")) {
        return Path.of(URI.create(store));
      }
      if (!store.contains("://")) {
        return Path.of(store);
      }
    } catch (IllegalArgumentException malformed) {
      throw unknown(malformed);
    }
    throw unknown(null);
  }

  /** Without the value, which may hold a password. */
  private static IllegalArgumentException unknown(Exception cause) {
    return new IllegalArgumentException(
        STORE + " is neither a directory, nor file:/directory, nor s3://bucket/prefix.", cause);
  }
}
