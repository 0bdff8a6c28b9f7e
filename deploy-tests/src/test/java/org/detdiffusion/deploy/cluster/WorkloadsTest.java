package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four programs, kept alive, spread, stopped gently. */
class WorkloadsTest {
  private static final String GPU = "nvidia.com/gpu";

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU"})
  void areTheFourPrograms(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .extracting(Workload::name)
        .containsExactlyInAnyOrder("labeller", "generator", "trainer", "workbench");
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU"})
  void findTheirOwnPodsAndNoOthers(Overlay overlay) throws IOException {
    List<Workload> all = Workload.of(overlay);
    assertThat(all)
        .allSatisfy(one -> assertThat(all).filteredOn(o -> o.hasAll(one.selected())).hasSize(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU"})
  void areAskedForTheirHealthWhereTheyAnswer(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .allSatisfy(
            one -> {
              var container = one.container();
              assertThat(container.getPorts().get(0).getName()).isEqualTo("http");
              assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/live");
              assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
              assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
            });
  }

  private static String path(Probe probe) {
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
    return probe.getHttpGet().getPath();
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU"})
  void haveLongerToEndThanAWorkerWaitsForItsBatch(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .allSatisfy(
            one ->
                assertThat(one.template().getSpec().getTerminationGracePeriodSeconds())
                    .isGreaterThan(patience(one).toSeconds()));
  }

  private static Duration patience(Workload workload) {
    JobQueueOptions options = JobQueueOptions.batchesOf(1);
    String grace = variable(workload, "DETDIFFUSION_TRAINER_GRACE");
    return (grace.isEmpty() ? options : options.withGrace(Duration.parse(grace))).patience();
  }

  @Test
  void aTrainerHasTimeForALargeCheckpointAndIsNotMovedForOrdersSake() throws IOException {
    assertThat(Workload.of(Overlay.GPU))
        .filteredOn(one -> one.name().equals("trainer"))
        .singleElement()
        .satisfies(
            trainer -> {
              assertThat(patience(trainer)).isGreaterThan(Duration.ofMinutes(5));
              assertThat(trainer.template().getMetadata().getAnnotations())
                  .containsEntry("cluster-autoscaler.kubernetes.io/safe-to-evict", "false")
                  .containsEntry("karpenter.sh/do-not-disrupt", "true");
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU"})
  void areSpreadOverNodesAndDrainedOneByOne(Overlay overlay) throws IOException {
    List<PodDisruptionBudget> budgets = overlay.resources(PodDisruptionBudget.class);
    assertThat(Workload.of(overlay))
        .allSatisfy(
            one -> {
              var spread = one.template().getSpec().getTopologySpreadConstraints().get(0);
              assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(one.selected());
              assertThat(budgets)
                  .filteredOn(b -> one.hasAll(b.getSpec().getSelector().getMatchLabels()))
                  .singleElement()
                  .satisfies(b -> assertThat(b.getSpec().getMaxUnavailable().getIntVal()).isOne());
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"CPU", "GPU", "STRIMZI", "DEV", "BOOTSTRAP"})
  void runVersionsAndHaveNoSecretInTheirText(Overlay overlay) throws IOException {
    assertThat(Workload.of(overlay))
        .allSatisfy(
            one -> {
              assertThat(one.image()).matches("[\\w./-]+:\\d+\\.\\d+\\.\\d+[\\w-]*");
              assertThat(one.container().getEnv()).allMatch(WorkloadsTest::isNoSecretInClear);
            });
  }

  private static boolean isNoSecretInClear(EnvVar variable) {
    boolean isSecret =
        Stream.of("PASSWORD", "JAAS", "SECRET", "TOKEN").anyMatch(variable.getName()::contains);
    return !isSecret || variable.getValue() == null && variable.getValueFrom() != null;
  }

  @Test
  void haveAGpuEachWhereTheyComputeOnOne() throws IOException {
    for (Workload workload : Workload.of(Overlay.GPU)) {
      var limits = workload.container().getResources().getLimits();
      boolean computes = workload.image().endsWith("-cuda");
      assertThat(limits.get(GPU)).isEqualTo(computes ? new Quantity("1") : null);
      assertThat(variable(workload, "DETDIFFUSION_DEVICE")).isEqualTo(computes ? "cuda:0" : "");
    }
    assertThat(Workload.of(Overlay.GPU)).filteredOn(w -> w.image().endsWith("-cuda")).hasSize(2);
  }

  private static String variable(Workload workload, String name) {
    return workload.container().getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }
}
