package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.deploy.Deploy;
import org.junit.jupiter.api.Test;

/** What is applied at once, for a pool and for one machine, and the tools that lie in both. */
class EntryOverlaysTest {
  @Test
  void aPoolIsAllThatBelongsToIt() throws IOException {
    assumeTrue(Overlay.POOL.isComplete());
    List<ObjectNode> parts = new ArrayList<>(Overlay.GPU.resources());
    parts.addAll(Overlay.STRIMZI.resources());
    parts.addAll(Overlay.MONITORING.resources());
    assertThat(Overlay.POOL.resources()).containsExactlyInAnyOrderElementsOf(parts);
  }

  @Test
  void oneMachineNeedsOneBroker() throws IOException {
    var brokers = Overlay.DEV.resources(KafkaNodePool.class);
    assertThat(brokers).singleElement().satisfies(p -> assertThat(replicas(p)).isOne());
    assertThat(Overlay.DEV.resources(KafkaTopic.class))
        .isNotEmpty()
        .allMatch(topic -> topic.getSpec().getReplicas() == 1);
    Map<String, Object> config =
        Overlay.DEV.resources(Kafka.class).get(0).getSpec().getKafka().getConfig();
    assertThat(config.entrySet())
        .filteredOn(one -> one.getKey().matches(".*(replication.factor|min.isr|insync.replicas)"))
        .hasSize(7)
        .allMatch(one -> one.getValue().equals(1));
  }

  private static int replicas(KafkaNodePool pool) {
    return pool.getSpec().getReplicas();
  }

  @Test
  void oneMachineNeedsNoSharedDiskNoGpuAndNoOtherOperator() throws IOException {
    assertThat(Overlay.DEV.resources(PersistentVolumeClaim.class))
        .hasSize(2)
        .allMatch(claim -> claim.getSpec().getAccessModes().equals(List.of("ReadWriteOnce")));
    assertThat(Workload.of(Overlay.DEV))
        .allMatch(one -> !one.container().getResources().getLimits().containsKey("nvidia.com/gpu"));
    assertThat(Overlay.DEV.resources())
        .extracting(one -> one.path("apiVersion").asText())
        .noneMatch(version -> version.startsWith("keda.") || version.startsWith("monitoring."));
  }

  @Test
  void imagesComeFromOneRegistryThatIsNamedOnce() throws IOException {
    List<String> images = new ArrayList<>();
    for (Overlay overlay : List.of(Overlay.CPU, Overlay.GPU, Overlay.STRIMZI, Overlay.BOOTSTRAP)) {
      Workload.of(overlay).forEach(workload -> images.add(workload.image()));
    }
    assertThat(images)
        .filteredOn(image -> !image.startsWith("docker.io/apache/"))
        .hasSize(11)
        .allMatch(image -> image.startsWith("registry.example.org/detdiffusion/"));
  }

  @Test
  void toolsAreThereWhenSomebodyAsksForThem() throws IOException {
    List<Deployment> tools = tools();
    assertThat(tools).hasSize(2).allMatch(tool -> tool.getSpec().getReplicas() == 0);
    String version = Files.readString(Deploy.ROOT.resolve("pom.xml"));
    version = version.replaceFirst("(?s).*<kafka.version>(.*)</kafka.version>.*", "$1");
    String scripts = "docker.io/apache/kafka:" + version;
    assertThat(tools).anyMatch(tool -> container(tool).getImage().equals(scripts));
  }

  @Test
  void theRunbookNamesToolsThatThereAre() throws IOException {
    String runbook = Files.readString(Deploy.ROOT.resolve("docs/runbook.md"));
    for (Deployment tool : tools()) {
      assertThat(runbook).contains("deployment/" + tool.getMetadata().getName());
    }
  }

  @Test
  void theFirstDataSetIsReadFromWhereTheToolboxPutsIt() throws IOException {
    JsonNode job = Overlay.BOOTSTRAP.resources("Job").get(0);
    String mount = "/var/lib/detdiffusion/data-sets";
    assertThat(job.at("/spec/template/spec/containers/0/args"))
        .anyMatch(argument -> argument.asText().startsWith(mount + "/"));
    assertThat(tools())
        .flatExtracting(tool -> container(tool).getVolumeMounts())
        .anyMatch(one -> one.getMountPath().equals(mount) && one.getReadOnly() == null);
  }

  private static List<Deployment> tools() throws IOException {
    return Overlay.STRIMZI.resources(Deployment.class);
  }

  private static Container container(Deployment tool) {
    return tool.getSpec().getTemplate().getSpec().getContainers().get(0);
  }
}
