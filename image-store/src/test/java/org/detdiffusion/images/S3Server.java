package org.detdiffusion.images;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** S3Proxy, an S3 server in Java, over HTTP on a free port and with objects in memory. */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "pictures";
  private static final String ACCESS_KEY = "access";
  private static final String SECRET_KEY = "secret";
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final BlobStoreContext blobs;
  private final S3Proxy server;

  private S3Server(BlobStoreContext blobs, S3Proxy server) {
    this.blobs = blobs;
    this.server = server;
  }

  /** With an empty bucket, for the credentials that {@link #signIn} sets. */
  static S3Server start() throws Exception {
    var blobs =
        ContextBuilder.newBuilder("transient")
            .credentials("any", "any")
            .build(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, BUCKET);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    return new S3Server(blobs, server);
  }

  /** Credentials where the SDK looks for them first. */
  static void signIn(String secret) {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", secret);
  }

  static void signIn() {
    signIn(SECRET_KEY);
  }

  static void signOut() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  ImageStore store(String url) {
    return store(url, InstantSource.system());
  }

  ImageStore store(String url, InstantSource clock) {
    var settings = new S3Settings(Optional.of(address()), Optional.empty(), true, SILENCE);
    return new S3ImageStore(settings.client(), S3Place.parse(url), clock);
  }

  BlobStore blobs() {
    return blobs.getBlobStore();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    blobs.close();
  }
}
