package org.detdiffusion.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.detdiffusion.images.ImageException.Kind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket, or what begins with a prefix in one, on any S3 server. An object is put on condition
 * that its name is free ({@code If-None-Match: *}); a server that doesn't know the condition
 * replaces it by the same content. A connection that breaks comes as the SDK's exception or, from
 * its HTTP client, as an unchecked one.
 */
final class S3ImageStore implements ImageStore {
  private static final Duration YOUNG = Duration.ofHours(1);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final S3Place place;
  private final InstantSource clock;

  /**
   * @param s3 closed with this store
   */
  S3ImageStore(S3Client s3, S3Place place, InstantSource clock) {
    this.s3 = s3;
    this.place = place;
    this.clock = clock;
  }

  @Override
  public void write(ObjectKey key, byte[] bytes) throws ImageException {
    try {
      if (!putWhereFree(key, bytes)) {
        keep(key, bytes);
      }
    } catch (SdkException | UncheckedIOException failed) {
      throw away(failed);
    }
  }

  private boolean putWhereFree(ObjectKey key, byte[] bytes) {
    try {
      put(key, bytes, "*");
      return true;
    } catch (S3Exception refused) {
      if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  /** What is there is looked at by its size; an old one is put again, the same by its checksum. */
  private void keep(ObjectKey key, byte[] bytes) throws ImageException {
    Optional<HeadObjectResponse> there = head(key.value());
    if (there.isPresent() && there.get().contentLength() != bytes.length) {
      throw key.altered(name());
    }
    Instant oldest = clock.instant().minus(YOUNG);
    if (there.isEmpty() || there.get().lastModified().isBefore(oldest)) {
      put(key, bytes, null);
    }
  }

  private void put(ObjectKey key, byte[] bytes, String ifNoneMatch) {
    s3.putObject(
        request -> request.bucket(place.bucket()).key(named(key.value())).ifNoneMatch(ifNoneMatch),
        RequestBody.fromBytes(bytes));
  }

  @Override
  public byte[] read(ObjectKey key, int bytes) throws ImageException {
    try (var in = s3.getObject(request -> request.bucket(place.bucket()).key(named(key.value())))) {
      byte[] read = in.readNBytes(bytes + 1);
      if (read.length > bytes) {
        in.abort();
      }
      return key.verified(read, name());
    } catch (S3Exception refused) {
      throw isMissing(refused) ? key.missing(name()) : away(refused);
    } catch (SdkException | UncheckedIOException | IOException failed) {
      throw away(failed);
    }
  }

  @Override
  public void list(Consumer<StoredObject> reader) throws ImageException {
    try {
      s3.listObjectsV2Paginator(request -> request.bucket(place.bucket()).prefix(place.folder()))
          .contents()
          .forEach(object -> listObject(object, reader));
    } catch (SdkException | UncheckedIOException failed) {
      throw away(failed);
    }
  }

  private void listObject(S3Object object, Consumer<StoredObject> reader) {
    String name = object.key().substring(place.folder().length());
    if (ObjectKey.parse(name).isPresent()) {
      reader.accept(new StoredObject(name, object.size(), object.lastModified()));
    }
  }

  @Override
  public boolean delete(StoredObject listed) throws ImageException {
    try {
      Optional<HeadObjectResponse> there = head(listed.name());
      boolean same = there.filter(now -> isSame(now, listed)).isPresent();
      if (same) {
        s3.deleteObject(request -> request.bucket(place.bucket()).key(named(listed.name())));
      }
      return same;
    } catch (SdkException | UncheckedIOException failed) {
      throw away(failed);
    }
  }

  /** In whole seconds: HTTP's dates have no more, listings may. */
  private static boolean isSame(HeadObjectResponse now, StoredObject listed) {
    return now.lastModified().getEpochSecond() == listed.written().getEpochSecond();
  }

  private Optional<HeadObjectResponse> head(String name) {
    try {
      return Optional.of(s3.headObject(request -> request.bucket(place.bucket()).key(named(name))));
    } catch (S3Exception refused) {
      if (isMissing(refused)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static boolean isMissing(S3Exception refused) {
    return refused.statusCode() == NOT_FOUND && !(refused instanceof NoSuchBucketException);
  }

  private String named(String name) {
    return place.folder() + name;
  }

  private ImageException away(Exception failed) {
    String reason =
        failed instanceof S3Exception refused && refused.awsErrorDetails() != null
            ? "status %d, %s".formatted(refused.statusCode(), refused.awsErrorDetails().errorCode())
            : String.valueOf(failed.getMessage()).lines().findFirst().orElse("no reason given");
    return new ImageException(
        Kind.IMAGE_STORE_AWAY,
        "%s can't be used (%s); check its address, its bucket and the credentials"
            .formatted(name(), ObjectKey.shown(reason)),
        failed);
  }

  @Override
  public String name() {
    return "the image store " + place;
  }

  @Override
  public void close() {
    s3.close();
  }
}
