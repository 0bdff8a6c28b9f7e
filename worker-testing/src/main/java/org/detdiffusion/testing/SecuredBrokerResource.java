package org.detdiffusion.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.broker.SecuredListener;
import org.detdiffusion.broker.SelfSignedCertificate;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * A broker with TLS, logins and an authorizer, and a directory for models. The worker under test
 * logs in as a user with the rights of one role, and has its login from a file.
 */
public class SecuredBrokerResource implements QuarkusTestResourceLifecycleManager {
  /** The argument that names the role. */
  public static final String ROLE = "role";

  /** Of the worker's login. */
  public static final String PASSWORD = "planted-5ecret";

  private static final String ADMIN_PASSWORD = "of-the-brokers";
  private static final String USER = "worker";

  private ClusterRole role;
  private EmbeddedKafka broker;
  private SecuredListener listener;

  @Override
  public void init(Map<String, String> arguments) {
    role = ClusterRole.valueOf(arguments.get(ROLE));
  }

  @Override
  public Map<String, String> start() {
    try {
      return start(
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "run")
              .toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topics were created", e);
    }
  }

  private Map<String, String> start(Path directory) throws IOException, InterruptedException {
    SelfSignedCertificate certificate =
        SelfSignedCertificate.in(directory.resolve("tls"), "of-the-key-store");
    listener =
        new SecuredListener(
            certificate, Map.of(SecuredListener.ADMIN, ADMIN_PASSWORD, USER, PASSWORD));
    Path data = directory.resolve("kafka");
    broker = EmbeddedKafka.builder().dir(data).secured(listener).authorized().start();
    prepare(administrator(broker.bootstrapServers(), certificate.certificate().toString()));
    Map<String, String> settings = new HashMap<>();
    listener.client(USER).forEach((name, value) -> settings.put("kafka." + name, (String) value));
    String login = settings.remove("kafka.sasl.jaas.config");
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("smallrye.config.locations", secrets(directory, login).toUri().toString());
    settings.put("detdiffusion.models.directory", directory.resolve("models").toString());
    settings.put("detdiffusion.work.directory", directory.resolve("work").toString());
    settings.put("quarkus.http.test-port", "0");
    return settings;
  }

  private void prepare(KafkaClients administrator) throws InterruptedException {
    administrator.ensureTopics(1, 1);
    administrator.prepareQueues();
    administrator.grant(role, USER);
  }

  private static Path secrets(Path directory, String login) throws IOException {
    Path file = directory.resolve("secrets.properties");
    Properties properties = new Properties();
    properties.setProperty("kafka.sasl.jaas.config", login);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  /** Clients with the rights of the role. */
  public KafkaClients worker() {
    Map<String, Object> settings = new HashMap<>(listener.client(USER));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaClients(settings, new SimpleMeterRegistry()).actingAs(role);
  }

  /** Clients that may do everything. */
  public KafkaClients administrator() {
    String truststore = listener.certificate().certificate().toString();
    return administrator(broker.bootstrapServers(), truststore);
  }

  /** Clients that may do everything. */
  public static KafkaClients administrator(String bootstrapServers, String truststore) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            SecuredListener.login(SecuredListener.ADMIN, ADMIN_PASSWORD),
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.location",
            truststore);
    return new KafkaClients(settings, new SimpleMeterRegistry());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
