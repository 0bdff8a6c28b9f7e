package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.trainer.TrainingExamples;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;

/** A trainer that is killed again and again, and what its one run ends at. */
class KilledTrainersTest {
  private static final String RUN = "1";
  private static final int RUN_INDEX = 1;
  private static final int IMAGES = 4;
  private static final int STEPS_A_LIFE = 7;
  private static final int STEP_MILLIS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Profile profile = Profile.current();
  private final Cluster cluster = OneNode.cluster();
  private final Random random = new Random(3);

  @Case("T4")
  void aTrainerKilledAtRandomPointsEndsAtTheSameBits() throws Exception {
    try (var publisher = cluster.clients().publisher();
        var updates = new Verifier(cluster, Topics.MODEL_UPDATES, "detector/model", 2, true);
        var calm = new Pool(cluster, "T4calm", Kind.TRAINER);
        var killed = new Pool(cluster, "T4", Kind.TRAINER)) {
      publishData(publisher);
      publisher.publish(job());
      calm.start(settings("calm"));
      String expected = awaitModel(updates, 1);
      assertThat(calm.terminate()).containsOnly(0);
      publisher.publish(job());
      killAgainAndAgain(killed);
      String location = awaitModel(updates, 2);
      killed.terminate();
      int unreadable = unreadable(killed);
      Report.row(
          "T4",
          "a trainer of %s, killed -9 at %d random points: the same bits, no unreadable checkpoint"
              .formatted(
                  profile.trainedNetwork() ? "a network" : "a number", profile.trainerKills()),
          "%d kills; weights %s (%s...); unreadable checkpoints %d",
          killed.all().size() - 1,
          location.equals(expected) ? "equal" : "DIFFERENT",
          location.substring(0, 12),
          unreadable);
      assertThat(location).isEqualTo(expected);
      assertThat(unreadable).isZero();
    }
  }

  private void killAgainAndAgain(Pool pool) throws Exception {
    for (int kill = 1; kill <= profile.trainerKills(); kill++) {
      WorkerProcess trainer = pool.start(settings("killed"));
      int steps = random.nextInt(STEPS_A_LIFE);
      Await.until("a training gets on", PATIENCE, () -> hasDone(steps, trainer));
      Await.pause(Duration.ofMillis(random.nextInt(2 * STEP_MILLIS)));
      pool.killOne(random);
      Report.progress("T4: kill %d of %d", kill, profile.trainerKills());
    }
    pool.start(settings("killed"));
  }

  /** Of this life, in which it may have begun at a checkpoint. */
  private static boolean hasDone(int steps, WorkerProcess trainer) throws IOException {
    return trainer.has(Journal.BEGIN) && trainer.lines(Journal.STEP).size() >= steps;
  }

  private Map<String, String> settings(String directory) {
    Path own = cluster.directory().resolve("T4-" + directory);
    return Map.of(
        "directory", own.toString(),
        "networks", Boolean.toString(profile.trainedNetwork()),
        "millis", Integer.toString(STEP_MILLIS));
  }

  private Outgoing job() {
    TrainingJob job = TrainingExamples.job(RUN, STEPS_A_LIFE * profile.trainerKills());
    return new Outgoing(Topics.TRAINING_JOBS, RUN, Wire.encode(job));
  }

  private static void publishData(Publisher publisher) throws Exception {
    for (int i = 0; i < IMAGES; i++) {
      String id = "T4-" + i;
      byte[] image = Wire.encode(TrainingExamples.image(id));
      publisher.publish(new Outgoing(Topics.ANNOTATED_IMAGES, id, image));
    }
  }

  /** Where the model of the latest run lies, once so many runs have ended. */
  private static String awaitModel(Verifier updates, int count) throws Exception {
    Await.until(
        "a model",
        PATIENCE,
        () -> {
          updates.look();
          return updates.count(RUN_INDEX) >= count;
        });
    byte[] update = updates.kept().get(RUN_INDEX).value();
    return Wire.decode(ModelUpdate.class, update).getLocation();
  }

  private static int unreadable(Pool pool) throws Exception {
    int found = 0;
    for (WorkerProcess trainer : pool.all()) {
      found += trainer.output().contains("can't be read") ? 1 : 0;
    }
    return found;
  }
}
