package org.detdiffusion.workerkit;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What an error of Kafka's clients means for whoever has set them up. */
record KafkaFailure(List<Throwable> chain) {

  static KafkaFailure of(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (var next = thrown; next != null; next = next.getCause()) {
      chain.add(next);
    }
    return new KafkaFailure(chain);
  }

  /** Whether connecting again would only meet the same error. */
  boolean isFinal() {
    return find(AuthenticationException.class).isPresent()
        || find(AuthorizationException.class).isPresent()
        || find(UnsupportedVersionException.class).isPresent()
        || find(ConfigException.class).isPresent();
  }

  /** Whether the same call may succeed later. */
  boolean mayPass() {
    return find(RetriableException.class).isPresent();
  }

  /** Whether the brokers take no record as large as that. */
  boolean isTooLarge() {
    return find(RecordTooLargeException.class).isPresent();
  }

  /** What is wrong and, where we know it, the cure; without a full stop. */
  String reason() {
    return find(SslAuthenticationException.class)
        .map(refused -> tls())
        .or(() -> find(AuthenticationException.class).map(KafkaFailure::login))
        .or(() -> find(AuthorizationException.class).map(KafkaFailure::rights))
        .or(
            () ->
                find(NoSuchFileException.class)
                    .map(file -> "there is no file " + Traces.reason(file)))
        .orElseGet(() -> Traces.reason(root()));
  }

  Throwable root() {
    return chain.get(chain.size() - 1);
  }

  private String tls() {
    return "the TLS handshake failed ("
        + Traces.reason(root())
        + "); check kafka.ssl.truststore.location and the host names of the brokers";
  }

  private static String login(Throwable refused) {
    return "the login is refused ("
        + Traces.reason(refused)
        + "); check kafka.sasl.mechanism, and user and password in kafka.sasl.jaas.config";
  }

  private static String rights(Throwable refused) {
    return "this user may not do it ("
        + Traces.reason(refused)
        + "); docs/security.md lists the rights that each worker needs";
  }

  private <T extends Throwable> Optional<T> find(Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
