package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.detdiffusion.deploy.cluster.ScaledObject.Trigger;
import org.detdiffusion.workbench.backlog.Backlog;
import org.detdiffusion.workbench.backlog.BacklogResource;
import org.detdiffusion.workerkit.Groups;
import org.junit.jupiter.api.Test;

/** Pods by work: what the autoscaler asks is there, and nobody else sets their number. */
class AutoscalingTest {
  private static final Overlay OVERLAY = Overlay.GPU;

  @Test
  void generatorsFollowTheBacklogToNoneAndBack() throws IOException {
    ScaledObject generator = scaled("generator");
    assertThat(generator.spec().minReplicaCount()).isZero();
    Map<String, String> metadata = trigger(generator, "metrics-api");
    JsonNode told = new ObjectMapper().valueToTree(new Backlog(1, 2, 3));
    assertThat(told.path(metadata.get("valueLocation")).isNumber()).isTrue();
    assertThat(Double.parseDouble(metadata.get("targetValue"))).isPositive();
    assertThat(metadata).containsEntry("activationTargetValue", "0");
  }

  @Test
  void theBacklogIsAskedWhereTheWorkbenchTellsIt() throws IOException {
    URI url = URI.create(trigger(scaled("generator"), "metrics-api").get("url"));
    Service service =
        OVERLAY.resources(Service.class).stream()
            .filter(one -> one.getMetadata().getName().equals("workbench"))
            .findFirst()
            .orElseThrow();
    assertThat(url.getHost())
        .isEqualTo("workbench." + service.getMetadata().getNamespace() + ".svc");
    assertThat(url.getPort()).isEqualTo(service.getSpec().getPorts().get(0).getPort());
    assertThat(url.getPath()).isEqualTo(BacklogResource.class.getAnnotation(Path.class).value());
  }

  @Test
  void labellersFollowTheGroupThatSeesEveryImage() throws IOException {
    ScaledObject labeller = scaled("labeller");
    assertThat(labeller.spec().minReplicaCount()).as("a new detector has no lag yet").isOne();
    Map<String, String> metadata = trigger(labeller, "kafka");
    assertThat(metadata.get("consumerGroup")).startsWith(Groups.LABELLER_PREFIX);
    assertThat(metadata.get("bootstrapServers").replace(".detdiffusion.svc", ""))
        .isEqualTo(
            OVERLAY.resources(ConfigMap.class).get(0).getData().get("KAFKA_BOOTSTRAP_SERVERS"));
    KafkaTopic topic =
        Overlay.STRIMZI.resources(KafkaTopic.class).stream()
            .filter(one -> one.getMetadata().getName().equals(metadata.get("topic")))
            .findFirst()
            .orElseThrow();
    assertThat(labeller.spec().maxReplicaCount())
        .as("more than partitions would be idle")
        .isLessThanOrEqualTo(topic.getSpec().getPartitions());
  }

  @Test
  void nobodyElseSetsTheNumberOfWhatIsScaled() throws IOException {
    for (ScaledObject scaled : OVERLAY.resources(ScaledObject.class)) {
      assertThat(OVERLAY.resources(Deployment.class))
          .filteredOn(d -> d.getMetadata().getName().equals(scaled.spec().scaleTargetRef().name()))
          .singleElement()
          .satisfies(deployment -> assertThat(deployment.getSpec().getReplicas()).isNull());
    }
  }

  @Test
  void generatorsGoOneByOne() throws IOException {
    var behavior = scaled("generator").spec().advanced().horizontalPodAutoscalerConfig().behavior();
    assertThat(behavior.getScaleDown().getPolicies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.getType()).isEqualTo("Pods");
              assertThat(policy.getValue()).isOne();
              long grace =
                  Workload.of(OVERLAY)
                      .get(0)
                      .template()
                      .getSpec()
                      .getTerminationGracePeriodSeconds();
              assertThat(policy.getPeriodSeconds()).isGreaterThanOrEqualTo((int) grace);
            });
  }

  @Test
  void everyTriggerHasItsLogin() throws IOException {
    List<String> logins =
        OVERLAY.resources(TriggerAuthentication.class).stream()
            .map(login -> login.metadata().getName())
            .toList();
    assertThat(OVERLAY.resources(ScaledObject.class))
        .flatExtracting(scaled -> scaled.spec().triggers())
        .extracting(trigger -> trigger.authenticationRef().name())
        .containsExactlyInAnyOrderElementsOf(logins);
  }

  private static ScaledObject scaled(String name) throws IOException {
    return OVERLAY.resources(ScaledObject.class).stream()
        .filter(scaled -> scaled.spec().scaleTargetRef().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> trigger(ScaledObject scaled, String type) {
    List<Trigger> triggers = scaled.spec().triggers();
    assertThat(triggers).extracting(Trigger::type).containsExactly(type);
    return triggers.get(0).metadata();
  }
}
