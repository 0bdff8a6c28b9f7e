package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.chaos.Child;
import org.detdiffusion.chaos.Jobs;
import org.detdiffusion.chaos.PausePoint;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.WatchedClients;

/** The generator as a process: its real loops, with a fake in place of the networks. */
public final class GeneratorProcess {
  private GeneratorProcess() {}

  private record Config(Path modelsDirectory, int batch) implements GeneratorConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public int modelsInMemory() {
      return 1;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Child child = new Child(arguments);
    var place = PausePoint.Place.valueOf(child.get("pauseAt", PausePoint.Place.NOWHERE.name()));
    var pause = new PausePoint(place, child.journal());
    KafkaClients clients =
        new WatchedClients(child.kafka(), child.meters(), child.journal(), pause);
    var maker = new ScriptedMaker(child.journal(), pause);
    var config = new Config(child.directory(), child.number("batch", 1));
    var loops = new GeneratorLoops(config, clients, checkpoint -> existing(checkpoint, maker));
    loops.start();
    child.live(loops::loops, loops);
  }

  private static ImageMaker existing(Path checkpoint, ImageMaker maker) throws IOException {
    if (!checkpoint.endsWith(Jobs.LOCATION)) {
      throw new IOException(checkpoint + " is not there");
    }
    return maker;
  }
}
