package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.detdiffusion.chaos.Child;
import org.detdiffusion.chaos.Journal;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.RejectedException;

/** The trainer as a process: its real loops, training a pocket network or a number. */
public final class TrainerProcess {
  private TrainerProcess() {}

  public static void main(String[] arguments) throws Exception {
    Child child = new Child(arguments);
    var config = new FixedConfig(child.directory(), Duration.ofMinutes(1));
    var clients = new KafkaClients(child.kafka(), child.meters());
    boolean networks = Boolean.parseBoolean(child.get("networks", "false"));
    Trainings trainings = networks ? new NetworkTrainings(config) : numbers(child);
    var told = new ToldTrainings(trainings, child.journal());
    var loops = new TrainerLoops(config, clients, told, child.meters(), MessageImages.inline());
    loops.start();
    child.live(loops::loops, loops);
  }

  private static Trainings numbers(Child child) {
    var trainings = new FakeTrainings();
    long nanos = Duration.ofMillis(child.number("millis", 0)).toNanos();
    trainings.afterStep = () -> LockSupport.parkNanos(nanos);
    return trainings;
  }

  /** Others, whose beginnings go to the journal. */
  private record ToldTrainings(Trainings others, Journal journal) implements Trainings {
    @Override
    public Training start(TrainingJob job, RunData data) throws RejectedException, IOException {
      journal.write(Journal.BEGIN);
      return new ToldTraining(others.start(job, data), journal);
    }

    @Override
    public List<List<Detection>> detect(Path checkpoint, List<PixelImage> images)
        throws IOException {
      return others.detect(checkpoint, images);
    }
  }
}
