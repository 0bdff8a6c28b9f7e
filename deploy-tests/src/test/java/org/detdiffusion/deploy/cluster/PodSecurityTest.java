package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods ask for no more than the profile {@code restricted} of Kubernetes allows, and for less. */
class PodSecurityTest {
  @Test
  void theNamespaceRefusesPodsThatAskForMore() throws IOException {
    assertThat(Overlay.CPU.resources(Namespace.class).get(0).getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @Test
  void kafkaIsNotRefusedEither() throws IOException {
    var spec = Overlay.STRIMZI.resources(Kafka.class).get(0).getSpec();
    var brokers = spec.getKafka().getTemplate();
    var operators = spec.getEntityOperator().getTemplate();
    assertThat(List.of(brokers.getPod(), operators.getPod()))
        .allMatch(pod -> pod.getSecurityContext().getRunAsNonRoot())
        .allMatch(pod -> pod.getSecurityContext().getSeccompProfile() != null);
    assertThat(
            List.of(
                brokers.getKafkaContainer(),
                operators.getTopicOperatorContainer(),
                operators.getUserOperatorContainer()))
        .allMatch(one -> !one.getSecurityContext().getAllowPrivilegeEscalation())
        .allMatch(one -> one.getSecurityContext().getCapabilities().getDrop().contains("ALL"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void noProcessIsRootOrGainsRights(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .isNotEmpty()
        .allSatisfy(
            one -> {
              var pod = one.template().getSpec().getSecurityContext();
              assertThat(pod.getRunAsNonRoot()).isTrue();
              assertThat(pod.getRunAsUser()).isEqualTo(10001);
              assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              var own = one.container().getSecurityContext();
              assertThat(own.getAllowPrivilegeEscalation()).isFalse();
              assertThat(own.getReadOnlyRootFilesystem()).isTrue();
              assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(one.template().getSpec().getContainers()).hasSize(1);
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void noProcessKnowsTheApiServer(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .allMatch(one -> !one.template().getSpec().getAutomountServiceAccountToken())
        .allMatch(one -> !one.template().getSpec().getEnableServiceLinks())
        .allMatch(one -> one.template().getSpec().getHostNetwork() == null)
        .allMatch(one -> one.template().getSpec().getServiceAccountName().equals("detdiffusion"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void eachMountHasItsVolumeAndEachVolumeABound(Overlay overlay) throws IOException {
    for (Workload workload : Workload.of(overlay)) {
      List<String> claimed = workload.name().equals("trainer") ? List.of("work") : List.of();
      List<String> volumes =
          workload.template().getSpec().getVolumes().stream().map(Volume::getName).toList();
      assertThat(workload.container().getVolumeMounts())
          .extracting(VolumeMount::getName)
          .allMatch(name -> volumes.contains(name) || claimed.contains(name));
      assertThat(workload.template().getSpec().getVolumes())
          .allMatch(v -> v.getEmptyDir() == null || v.getEmptyDir().getSizeLimit() != null);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU"})
  void onlyTheTrainerWritesModels(Overlay overlay) throws IOException {
    for (Workload workload : Workload.of(overlay)) {
      assertThat(workload.container().getVolumeMounts())
          .filteredOn(mount -> mount.getName().equals("models"))
          .extracting(VolumeMount::getMountPath, VolumeMount::getReadOnly)
          .as(workload.name())
          .containsExactly(
              tuple("/var/lib/detdiffusion/models", !workload.name().equals("trainer")));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void memoryIsBoundedByWhatIsAskedFor(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .allSatisfy(
            one -> {
              var resources = one.container().getResources();
              assertThat(resources.getRequests()).containsKeys("cpu", "memory");
              assertThat(resources.getLimits())
                  .containsAllEntriesOf(Map.of("memory", resources.getRequests().get("memory")));
            });
  }
}
