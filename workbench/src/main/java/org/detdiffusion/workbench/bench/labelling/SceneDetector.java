package org.detdiffusion.workbench.bench.labelling;

import java.nio.charset.StandardCharsets;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.scenes.Scenes;

/** A detector that is to judge all composed scenes. */
public final class SceneDetector {
  private SceneDetector() {}

  /** As it would be announced; name and sha256 belong together. */
  public static ModelUpdate named(String name) {
    String sha256 = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    return ModelUpdate.newBuilder()
        .setRole(Role.DETECTOR)
        .setName(name)
        .setRunId(name)
        .setLocation(sha256)
        .setSha256(sha256)
        .setStep(1)
        .setSteps(1)
        .setFinished(true)
        .setLabels(new LabelScope(Scenes.NAME, DataSet.TRAIN, 0, 1))
        .build();
  }
}
