package org.detdiffusion.generator;

import java.util.Map;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.tracing.MappedSettings;
import org.detdiffusion.workerkit.KafkaClients;

/** The generator's loops and networks beside those of other workers, without its application. */
public final class RunningGenerator implements AutoCloseable {
  private final GeneratorLoops loops;

  public RunningGenerator(KafkaClients clients, Map<String, String> settings) {
    var config = MappedSettings.of(GeneratorConfig.class, settings);
    loops = new GeneratorLoops(config, clients, new NetworkImageMakers(), MessageImages.inline());
    loops.start();
  }

  @Override
  public void close() {
    loops.close();
  }
}
