package org.detdiffusion.labeller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.detdiffusion.testing.Endpoints;
import org.detdiffusion.testing.SecuredBrokerResource;
import org.detdiffusion.workerkit.KafkaClients;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All that the worker does, over TLS and with the listed rights alone. */
@Tag("slow")
@QuarkusTest
@TestProfile(LeastPrivilegeTest.Secured.class)
class LeastPrivilegeTest extends LabellerWorkerTest {

  /** A broker that lets the worker do what its role needs. */
  public static final class Secured implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(
              SecuredBrokerResource.class, Map.of(SecuredBrokerResource.ROLE, "LABELLER")));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  @ConfigProperty(name = "kafka.ssl.truststore.location")
  String truststore;

  @Override
  KafkaClients clients() {
    return SecuredBrokerResource.administrator(bootstrapServers, truststore);
  }

  @Test
  void endpointsTellNoSecret() throws Exception {
    Endpoints endpoints = new Endpoints(root);
    String told = endpoints.awaitUp("/q/health").body() + endpoints.get("/q/metrics").body();
    assertThat(told).contains("brokers reachable", "kafka_").doesNotContain("planted");
  }
}
