package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class KafkaSettingsTest {
  private static final Config CONFIG =
      new SmallRyeConfigBuilder()
          .withSources(
              new EnvConfigSource(
                  Map.of(
                      "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                      "KAFKA_SASL_MECHANISM", "PLAIN",
                      "KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9092",
                      "HOME", "/home/user"),
                  300),
              new PropertiesConfigSource(
                  Map.of(
                      "kafka.sasl.mechanism", "SCRAM-SHA-512",
                      "kafka.sasl.jaas.config", "Login required;"),
                  "system properties",
                  400))
          .build();

  @Test
  void takeSecurityFromVariablesAndPropertiesAlike() {
    assertThat(KafkaSettings.cluster("broker:9093", CONFIG))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "Login required;")
        .doesNotContainKey("home");
  }

  @Test
  void preferThePropertyToTheVariable() {
    assertThat(KafkaSettings.cluster("broker:9093", CONFIG))
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
  }

  @Test
  void preferTheCommandLineToAll() {
    assertThat(KafkaSettings.cluster("broker:9093", CONFIG))
        .containsEntry("bootstrap.servers", "broker:9093");
  }

  @Test
  void takeSecretsFromAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("secrets.properties");
    Files.writeString(file, "kafka.sasl.jaas.config=Login a=\\\\${file} b=c\\\\d;\n");
    System.setProperty("smallrye.config.locations", file.toUri().toString());
    try {
      assertThat(KafkaSettings.cluster("broker:9093"))
          .containsEntry("sasl.jaas.config", "Login a=${file} b=c\\d;");
    } finally {
      System.clearProperty("smallrye.config.locations");
    }
  }

  @Test
  void nameTheFileOfSecretsThatIsNotThere() {
    System.setProperty("smallrye.config.locations", "file:///nowhere/secrets.properties");
    try {
      assertThatThrownBy(() -> Cluster.at("broker:9093"))
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("/nowhere/secrets.properties")
          .hasMessageContaining("SMALLRYE_CONFIG_LOCATIONS");
    } finally {
      System.clearProperty("smallrye.config.locations");
    }
  }

  @Test
  void keepTheEmbeddedBrokerFreeOfWhatIsMeantForOthers() {
    assertThat(KafkaSettings.embedded("127.0.0.1:9092"))
        .containsExactly(Map.entry("bootstrap.servers", "127.0.0.1:9092"));
  }
}
