package org.detdiffusion.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredListenerTest {
  private static final Map<String, String> USERS =
      Map.of(SecuredListener.ADMIN, "of the brokers", "alice", "of alice");

  @Test
  void letsKnownUsersInOverTlsAlsoAfterARestart(@TempDir Path directory) throws Exception {
    var certificate = SelfSignedCertificate.in(directory.resolve("tls"), "of the key");
    var listener = new SecuredListener(certificate, USERS);
    var builder = EmbeddedKafka.builder().dir(directory.resolve("kafka")).secured(listener);
    String first;
    try (var kafka = builder.start()) {
      first = clusterId(kafka, listener.client("alice"));
    }
    try (var kafka = builder.start()) {
      assertThat(clusterId(kafka, listener.client("alice"))).isEqualTo(first);
      assertThat(kafka.fatalFault()).isEmpty();
    }
  }

  @Test
  void tellsNoPasswordsOfItself(@TempDir Path directory) throws Exception {
    var listener = new SecuredListener(SelfSignedCertificate.in(directory, "of the key"), USERS);
    assertThat(listener.toString()).contains("alice").doesNotContain("of alice", "of the key");
  }

  @Test
  void namesTheUserThatTheBrokersNeed(@TempDir Path directory) throws Exception {
    var certificate = SelfSignedCertificate.in(directory, "of the key");
    assertThatThrownBy(() -> new SecuredListener(certificate, Map.of("alice", "of alice")))
        .hasMessageContaining("'admin'");
  }

  private static String clusterId(EmbeddedKafka kafka, Map<String, Object> client)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    try (var admin = Admin.create(settings)) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
