package org.detdiffusion.deploy.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** Those fields of KEDA's TriggerAuthentication that ours have. */
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  record Spec(List<FromSecret> secretTargetRef) {}

  record FromSecret(String parameter, String name, String key) {}
}
