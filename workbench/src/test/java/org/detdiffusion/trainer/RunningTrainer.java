package org.detdiffusion.trainer;

import java.util.Map;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.tracing.MappedSettings;
import org.detdiffusion.workerkit.KafkaClients;

/** The trainer's loops and networks beside those of other workers, without its application. */
public final class RunningTrainer implements AutoCloseable {
  private final TrainerLoops loops;

  public RunningTrainer(KafkaClients clients, Map<String, String> settings) {
    var config = MappedSettings.of(TrainerConfig.class, settings);
    var trainings = new NetworkTrainings(config);
    loops = new TrainerLoops(config, clients, trainings, clients.meters(), MessageImages.inline());
    loops.start();
  }

  @Override
  public void close() {
    loops.close();
  }
}
