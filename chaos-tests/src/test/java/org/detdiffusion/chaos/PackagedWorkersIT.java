package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.testing.Endpoints;
import org.detdiffusion.testing.SecuredBrokerResource;
import org.detdiffusion.workerkit.ClusterRole;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The workers as they are shipped, on a broker with TLS and logins, with the rights they need. */
class PackagedWorkersIT {
  private static final String KAFKA_LOG = "quarkus.log.category.\"org.apache.kafka\".level";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"LABELLER", "GENERATOR", "TRAINER"})
  void isReadyIsMeasuredAndEndsWithZeroOnSigterm(ClusterRole role) throws Exception {
    var broker = new SecuredBrokerResource();
    broker.init(Map.of(SecuredBrokerResource.ROLE, role.name()));
    try (var worker = PackagedWorker.start(role, directory, broker.start())) {
      Endpoints endpoints = worker.endpoints();
      assertThat(endpoints.awaitUp("/q/health/ready").statusCode()).as(worker.log()).isEqualTo(200);
      System.out.printf("%s ready after %d ms%n", role, worker.sinceStart().toMillis());
      assertThat(endpoints.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(endpoints.get("/q/metrics").body())
          .contains("kafka_consumer", "jvm_memory_used", "detdiffusion_loop");
      assertThat(worker.terminate()).as(worker.log()).isZero();
      assertThat(worker.log()).doesNotContain("ERROR", "Exception");
    } finally {
      broker.stop();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LABELLER", "GENERATOR", "TRAINER"})
  void neverLogsItsSecrets(ClusterRole role) throws Exception {
    var broker = new SecuredBrokerResource();
    broker.init(Map.of(SecuredBrokerResource.ROLE, role.name()));
    Map<String, String> settings = broker.start();
    settings.putAll(Map.of("quarkus.log.level", "DEBUG", KAFKA_LOG, "DEBUG"));
    try (var worker = PackagedWorker.start(role, directory, settings)) {
      assertThat(worker.endpoints().awaitUp("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(worker.terminate()).isZero();
      assertThat(worker.log())
          .as("Kafka talks")
          .containsPattern(" DEBUG \\[[\\w.]*SaslClientAuthenticator]");
      assertThat(worker.log().lines().filter(line -> line.contains(SecuredBrokerResource.PASSWORD)))
          .isEmpty();
    } finally {
      broker.stop();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINER"})
  void isNotAliveOnceALoopHasFailed(ClusterRole role) throws Exception {
    try (var kafka = EmbeddedKafka.builder().dir(directory.resolve("kafka")).start()) {
      takeShareGroupsAway(kafka.bootstrapServers());
      var settings =
          Map.of(
              "kafka.bootstrap.servers", kafka.bootstrapServers(), "detdiffusion.queue", "share");
      try (var worker = PackagedWorker.start(role, directory, settings)) {
        Endpoints endpoints = worker.endpoints();
        assertThat(endpoints.await("/q/health/live", 503).body()).contains("has no share groups");
        assertThat(endpoints.get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(worker.terminate()).as(worker.log()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LABELLER", "GENERATOR", "TRAINER"})
  void withoutBrokersToTalkToSaysWhatToSetAndEnds(ClusterRole role) throws Exception {
    try (var worker = PackagedWorker.start(role, directory, Map.of())) {
      assertThat(worker.exitCode()).isEqualTo(1);
      assertThat(worker.log())
          .contains("No Kafka brokers are configured; set kafka.bootstrap.servers to host:port.")
          .doesNotContain("Exception", "\tat ");
    }
  }

  private static void takeShareGroupsAway(String bootstrapServers) throws Exception {
    var none = new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.UNSAFE_DOWNGRADE);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.updateFeatures(Map.of("share.version", none), new UpdateFeaturesOptions()).all().get();
    }
  }
}
