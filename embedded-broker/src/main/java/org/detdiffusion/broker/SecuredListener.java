package org.detdiffusion.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What makes a cluster talk TLS alone, and to known users alone (SASL with SCRAM-SHA-512).
 *
 * @param certificate of every node
 * @param passwords by user; {@link #ADMIN} is one of them, and may do everything
 */
public record SecuredListener(SelfSignedCertificate certificate, Map<String, String> passwords) {
  public static final String ADMIN = "admin";
  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final String SECURE = "SASL_SSL";

  public SecuredListener {
    passwords = Map.copyOf(passwords);
    if (!passwords.containsKey(ADMIN)) {
      throw new IllegalArgumentException("The brokers log in as '" + ADMIN + "': give it too.");
    }
  }

  /** Settings of a client, all but its addresses. */
  public Map<String, Object> client(String user) {
    return Map.of(
        "security.protocol",
        SECURE,
        "sasl.mechanism",
        MECHANISM,
        "sasl.jaas.config",
        login(user, passwords.get(user)),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.certificate().toString());
  }

  /** The value of {@code sasl.jaas.config}. */
  public static String login(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  /** Between themselves, controllers don't log in: they are one process on one machine. */
  Map<String, String> broker() {
    Path trusted = certificate.certificate();
    return Map.ofEntries(
        Map.entry("listener.security.protocol.map", "CLIENT:" + SECURE + ",CONTROLLER:PLAINTEXT"),
        Map.entry("sasl.enabled.mechanisms", MECHANISM),
        Map.entry("sasl.mechanism.inter.broker.protocol", MECHANISM),
        Map.entry(
            "listener.name.client.scram-sha-512.sasl.jaas.config",
            login(ADMIN, passwords.get(ADMIN))),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.location", certificate.keyStore().toString()),
        Map.entry("ssl.keystore.password", certificate.password()),
        Map.entry("ssl.key.password", certificate.password()),
        Map.entry("ssl.truststore.type", "PEM"),
        Map.entry("ssl.truststore.location", trusted.toString()),
        Map.entry("super.users", "User:" + ADMIN + ";User:ANONYMOUS"));
  }

  /** Users that are there from the first start on, as Kafka's formatter wants them. */
  List<String> users() {
    return passwords.entrySet().stream()
        .map(
            user -> "%s=[name=%s,password=%s]".formatted(MECHANISM, user.getKey(), user.getValue()))
        .toList();
  }

  @Override
  public String toString() {
    return "users " + passwords.keySet() + ", " + certificate;
  }
}
