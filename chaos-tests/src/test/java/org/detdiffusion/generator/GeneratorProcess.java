package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.detdiffusion.chaos.Child;
import org.detdiffusion.chaos.Jobs;
import org.detdiffusion.chaos.PausePoint;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.images.PausingImageStore;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.QueueKind;
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
    public Duration batchWait() {
      return Duration.ZERO;
    }

    @Override
    public Duration grace() {
      return Duration.ofSeconds(25);
    }

    @Override
    public QueueKind queue() {
      return QueueKind.AUTO;
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
    ImageMakers makers = checkpoint -> existing(checkpoint, maker);
    var loops = new GeneratorLoops(config, clients, makers, images(child, pause));
    loops.start();
    child.live(loops::loops, loops);
  }

  private static MessageImages images(Child child, PausePoint pause) {
    String store = child.get("store", "");
    return store.isEmpty() ? MessageImages.inline() : PausingImageStore.in(Path.of(store), pause);
  }

  private static Generator existing(Path checkpoint, Generator maker) throws IOException {
    if (!checkpoint.endsWith(Jobs.LOCATION)) {
      throw new IOException(checkpoint + " is not there");
    }
    return maker;
  }
}
