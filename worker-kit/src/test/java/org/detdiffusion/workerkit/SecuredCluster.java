package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.broker.SecuredListener;
import org.detdiffusion.broker.SelfSignedCertificate;

/** A cluster with TLS, a user for every role, and an authorizer that lets them do nothing yet. */
record SecuredCluster(EmbeddedKafka kafka, SecuredListener listener) implements AutoCloseable {
  static final String ADMIN_PASSWORD = "planted-adm1n";
  static final String PASSWORD = "planted-5ecret";

  static SecuredCluster start(Path directory) throws IOException {
    Map<String, String> users = new HashMap<>(Map.of(SecuredListener.ADMIN, ADMIN_PASSWORD));
    Arrays.stream(ClusterRole.values()).forEach(role -> users.put(user(role), PASSWORD));
    var certificate = SelfSignedCertificate.in(directory.resolve("tls"), "of-the-key-store");
    var listener = new SecuredListener(certificate, users);
    var builder = EmbeddedKafka.builder().dir(directory.resolve("kafka"));
    return new SecuredCluster(builder.secured(listener).authorized().start(), listener);
  }

  static String user(ClusterRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  KafkaClients administrator() {
    return clients(settings(SecuredListener.ADMIN));
  }

  KafkaClients of(ClusterRole role) {
    return clients(settings(user(role))).actingAs(role);
  }

  Map<String, Object> settings(String user) {
    Map<String, Object> settings = new HashMap<>(listener.client(user));
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    return settings;
  }

  Map<String, Object> withWrongPassword() {
    var settings = settings(SecuredListener.ADMIN);
    settings.put("sasl.jaas.config", SecuredListener.login(SecuredListener.ADMIN, PASSWORD));
    return settings;
  }

  /** Returns when the brokers act by it. */
  void grant(Collection<Privilege> privileges, ClusterRole role) throws Exception {
    try (var admin = administrator().admin()) {
      new Grants(admin.client()).grant(privileges, user(role));
      awaitRights(admin.client(), role, privileges, true);
    }
  }

  /** Returns when the brokers act by it. */
  void revoke(Privilege privilege, ClusterRole role) throws Exception {
    try (var admin = administrator().admin()) {
      admin.client().deleteAcls(List.of(filter(role, privilege))).all().get();
      awaitRights(admin.client(), role, List.of(privilege), false);
    }
  }

  private static void awaitRights(
      Admin admin, ClusterRole role, Collection<Privilege> privileges, boolean present)
      throws Exception {
    for (Privilege privilege : privileges) {
      while (admin.describeAcls(filter(role, privilege)).values().get().isEmpty() == present) {
        Thread.onSpinWait();
      }
    }
  }

  private static AclBindingFilter filter(ClusterRole role, Privilege privilege) {
    return new AclBindingFilter(
        privilege.resource().toFilter(),
        new AccessControlEntryFilter(
            "User:" + user(role), null, privilege.operation(), AclPermissionType.ALLOW));
  }

  static KafkaClients clients(Map<String, Object> settings) {
    return new KafkaClients(settings, new SimpleMeterRegistry());
  }

  @Override
  public void close() {
    kafka.close();
  }
}
