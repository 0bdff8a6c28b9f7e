package org.detdiffusion.deploy.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever makes pods of ours.
 *
 * @param selected labels by which it finds them; none for a job
 */
record Workload(String name, Map<String, String> selected, PodTemplateSpec template) {

  static List<Workload> of(Overlay overlay) throws IOException {
    List<Workload> workloads = new ArrayList<>();
    for (Deployment one : overlay.resources(Deployment.class)) {
      var spec = one.getSpec();
      var labels = spec.getSelector().getMatchLabels();
      workloads.add(new Workload(one.getMetadata().getName(), labels, spec.getTemplate()));
    }
    for (StatefulSet one : overlay.resources(StatefulSet.class)) {
      var spec = one.getSpec();
      var labels = spec.getSelector().getMatchLabels();
      workloads.add(new Workload(one.getMetadata().getName(), labels, spec.getTemplate()));
    }
    for (Job one : overlay.resources(Job.class)) {
      var template = one.getSpec().getTemplate();
      workloads.add(new Workload(one.getMetadata().getName(), Map.of(), template));
    }
    return workloads;
  }

  Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  boolean hasAll(Map<String, String> wanted) {
    return labels().entrySet().containsAll(wanted.entrySet());
  }

  Container container() {
    return template.getSpec().getContainers().get(0);
  }

  String image() {
    return container().getImage();
  }

  @Override
  public String toString() {
    return name;
  }
}
