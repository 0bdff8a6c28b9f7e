package org.detdiffusion.images;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * How an S3 server is spoken to. Credentials come from where the AWS SDK looks for them:
 * environment, {@code ~/.aws}, the machine's role.
 *
 * @param endpoint of a server other than Amazon's
 * @param region empty for what the SDK finds, and for any, with an endpoint
 * @param pathStyle whether the bucket is in the path and not in the host's name
 * @param silence longest time without a byte from the server; a call is tried up to four times, and
 *     for a minute in all
 */
record S3Settings(
    Optional<URI> endpoint, Optional<String> region, boolean pathStyle, Duration silence) {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofMinutes(1);
  private static final int ATTEMPTS = 4;

  /** Nothing but what every S3 server knows: no checksum trailers, no chunks. */
  S3Client client() {
    var builder =
        S3Client.builder()
            .forcePathStyle(pathStyle)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECTING)
                    .socketTimeout(silence))
            .overrideConfiguration(options -> options.apiCallTimeout(CALL).retryStrategy(retries()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build());
    endpoint.ifPresent(builder::endpointOverride);
    region
        .or(() -> endpoint.map(any -> Region.US_EAST_1.id()))
        .map(Region::of)
        .ifPresent(builder::region);
    return builder.build();
  }

  private static StandardRetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build();
  }
}
