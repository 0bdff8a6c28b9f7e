package org.detdiffusion.generator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.KafkaClients;

/** The jobs of a generator's slot, as the worker does them by default. */
public final class GeneratorJobs {
  /** Most images made together. */
  static final String BATCH = "16";

  /** How long a batch that isn't full waits for more jobs. */
  static final String BATCH_WAIT = "PT0.2S";

  /** From the signal to end until a batch at work is cut off. */
  static final String GRACE = "PT25S";

  private GeneratorJobs() {}

  /** How a slot takes them. */
  public static JobQueueOptions options() {
    return JobQueueOptions.batchesOf(Integer.parseInt(BATCH))
        .withBatchWait(Duration.parse(BATCH_WAIT))
        .withGrace(Duration.parse(GRACE));
  }

  /**
   * What a slot makes of them: images within their messages.
   *
   * @param name by which jobs name the generator
   * @param generator stays open
   */
  public static JobHandler handler(KafkaClients clients, String name, Generator generator) {
    var announced = new AnnouncedGenerators();
    announced.read(announcement(name, generator.sha256()));
    return new ImageGeneration(
        announced,
        new LoadedGenerators(Path.of(""), checkpoint -> generator, 1),
        new GeneratorMetrics(clients.meters()),
        MessageImages.inline());
  }

  private static Incoming announcement(String name, String sha256) {
    ModelUpdate update =
        ModelUpdate.newBuilder()
            .setRole(Role.GENERATOR)
            .setName(name)
            .setRunId(name)
            .setLocation(sha256)
            .setSha256(sha256)
            .setStep(1)
            .setSteps(1)
            .setFinished(true)
            .build();
    return new Incoming(Topics.MODEL_UPDATES, 0, 0, name, Wire.encode(update), Map.of(), 1);
  }
}
