package org.detdiffusion.deploy.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/** Those fields of KEDA's ScaledObject that ours have, by its definition of {@code v1alpha1}. */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  record Spec(
      @JsonProperty(required = true) Target scaleTargetRef,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Integer pollingInterval,
      Integer cooldownPeriod,
      Advanced advanced,
      @JsonProperty(required = true) List<Trigger> triggers) {}

  record Target(@JsonProperty(required = true) String name) {}

  record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

  record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}

  /**
   * @param metadata texts only, numbers too
   */
  record Trigger(
      @JsonProperty(required = true) String type,
      @JsonProperty(required = true) Map<String, String> metadata,
      Reference authenticationRef) {}

  record Reference(@JsonProperty(required = true) String name) {}
}
