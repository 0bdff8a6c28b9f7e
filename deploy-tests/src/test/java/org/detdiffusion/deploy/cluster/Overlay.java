package org.detdiffusion.deploy.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.deploy.Deploy;
import org.detdiffusion.deploy.kustomize.Kustomize;

/** What an operator applies. */
public enum Overlay {
  CPU,
  GPU,
  STRIMZI,
  MONITORING,
  POOL,
  DEV,
  BOOTSTRAP;

  public Path directory() {
    return Deploy.KUBERNETES.resolve("overlays").resolve(name().toLowerCase(Locale.ROOT));
  }

  /** Monitoring is made of files that lie elsewhere and are tested there. */
  public boolean isComplete() {
    return this != MONITORING && this != POOL
        || Files.isDirectory(Deploy.MONITORING.resolve("dashboards"));
  }

  public List<ObjectNode> resources() throws IOException {
    return Kustomize.render(directory());
  }

  List<ObjectNode> resources(String kind) throws IOException {
    return resources().stream()
        .filter(resource -> resource.path("kind").asText().equals(kind))
        .toList();
  }

  /** As the class that is its model. */
  <T> List<T> resources(Class<T> kind) throws IOException {
    return resources(kind.getSimpleName()).stream()
        .map(resource -> StrictModels.read(resource, kind))
        .toList();
  }
}
