package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reaches whom: Kafka and names are reached, and only autoscaler and Prometheus reach us. */
class NetworkTest {
  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void everyPodIsClosedButForWhatIsNamed(Overlay overlay) throws IOException {
    NetworkPolicy closed = policy("detdiffusion-nothing-else");
    assertThat(closed.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(closed.getSpec().getIngress()).isEmpty();
    assertThat(closed.getSpec().getEgress()).isEmpty();
    var labels = closed.getSpec().getPodSelector().getMatchLabels();
    assertThat(Workload.of(overlay)).isNotEmpty().allMatch(one -> one.hasAll(labels));
  }

  @Test
  void namesAreFoundWhereACacheOnTheNodeAnswersToo() throws IOException {
    var egress = policy("detdiffusion-names").getSpec().getEgress().get(0);
    assertThat(egress.getTo())
        .filteredOn(to -> to.getIpBlock() != null)
        .singleElement()
        .satisfies(to -> assertThat(to.getIpBlock().getCidr()).isEqualTo("169.254.20.10/32"));
    assertThat(egress.getPorts()).allMatch(port -> port.getPort().getIntVal() == 53);
  }

  @Test
  void kafkaIsReachedOnTheListenerThatThereIs() throws IOException {
    GenericKafkaListener listener =
        Overlay.STRIMZI.resources(Kafka.class).get(0).getSpec().getKafka().getListeners().get(0);
    var egress = policy("detdiffusion-kafka").getSpec().getEgress().get(0);
    assertThat(egress.getPorts().get(0).getPort().getIntVal()).isEqualTo(listener.getPort());
    assertThat(egress.getTo().get(0).getPodSelector().getMatchLabels())
        .isEqualTo(Map.of("strimzi.io/cluster", cluster()));
    assertThat(settings())
        .containsEntry(
            "KAFKA_BOOTSTRAP_SERVERS", cluster() + "-kafka-bootstrap:" + listener.getPort());
  }

  @Test
  void kafkaIsSpokenToByTlsAndLogin() throws IOException {
    GenericKafkaListener listener =
        Overlay.STRIMZI.resources(Kafka.class).get(0).getSpec().getKafka().getListeners().get(0);
    assertThat(listener.isTls()).isTrue();
    assertThat(listener.getAuth().getType()).isEqualTo("scram-sha-512");
    assertThat(settings())
        .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
        .containsEntry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
  }

  @Test
  void onlyTheAutoscalerReachesTheWorkbench() throws IOException {
    List<String> open =
        Overlay.CPU.resources(NetworkPolicy.class).stream()
            .filter(policy -> policy.getSpec().getPolicyTypes().contains("Ingress"))
            .filter(policy -> !policy.getSpec().getIngress().isEmpty())
            .map(policy -> policy.getMetadata().getName())
            .toList();
    assertThat(open).containsExactly("detdiffusion-backlog");
    var from = policy("detdiffusion-backlog").getSpec().getIngress().get(0).getFrom().get(0);
    assertThat(from.getNamespaceSelector().getMatchLabels())
        .isEqualTo(Map.of("kubernetes.io/metadata.name", "keda"));
  }

  @Test
  void servicesFindTheirPods() throws IOException {
    List<Workload> workloads = Workload.of(Overlay.CPU);
    assertThat(Overlay.CPU.resources(Service.class))
        .hasSize(2)
        .allSatisfy(
            service ->
                assertThat(workloads)
                    .filteredOn(one -> one.hasAll(service.getSpec().getSelector()))
                    .extracting(Workload::name)
                    .containsExactly(service.getMetadata().getName()));
  }

  private static String cluster() throws IOException {
    return Overlay.STRIMZI.resources(Kafka.class).get(0).getMetadata().getName();
  }

  private static Map<String, String> settings() throws IOException {
    return Overlay.CPU.resources(ConfigMap.class).get(0).getData();
  }

  private static NetworkPolicy policy(String name) throws IOException {
    return Overlay.CPU.resources(NetworkPolicy.class).stream()
        .filter(policy -> policy.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
