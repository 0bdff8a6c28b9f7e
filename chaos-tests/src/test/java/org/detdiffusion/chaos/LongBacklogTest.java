package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.detdiffusion.labeller.LabellingExamples;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.data.Trees;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.trainer.TrainingExamples;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;

/** Workers whose heap is a small part of what waits for them on the stream. */
class LongBacklogTest {
  private static final String DATA_SET = "backlog";
  private static final String RUN = "backlog-0";
  private static final int PARTITIONS = 16;
  private static final int SIDE = 512;
  private static final int STEPS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final int images = Profile.current().backlogImages();

  @Case("M4")
  void aBacklogManyTimesTheHeapIsLabelledAndTrainedOn() throws Exception {
    Cluster cluster = Cluster.start(1, PARTITIONS);
    try (cluster) {
      long bytes = publishBacklog(cluster);
      labelled(cluster, bytes);
      trainedOn(cluster, bytes);
    } finally {
      Trees.delete(cluster.directory());
    }
  }

  private void labelled(Cluster cluster, long bytes) throws Exception {
    String keys = ImageKey.of(DATA_SET, DATA_SET);
    String detector = Sha256.of(new byte[1]);
    try (var pool = new Pool(cluster, "M4-labeller", Kind.LABELLER);
        var verdicts = new Verifier(cluster, Topics.ATTRIBUTE_RECORDS, keys, images, false)) {
      WorkerProcess labeller = pool.start(Map.of("detector", detector, "dataSet", DATA_SET));
      awaitOrEnd(labeller, () -> verdicts.look() == images);
      verdicts.settle();
      report("labeller", labeller, bytes, "%d of %d judged", verdicts.records(), images);
      assertThat(pool.terminate()).containsOnly(0);
      assertThat(verdicts.records()).isEqualTo(images);
    }
  }

  private void trainedOn(Cluster cluster, long bytes) throws Exception {
    try (var publisher = cluster.clients().publisher();
        var pool = new Pool(cluster, "M4-trainer", Kind.SMALL_TRAINER);
        var models =
            new Verifier(cluster, Topics.MODEL_UPDATES, "detector/model-backlog", 1, false)) {
      byte[] job = Wire.encode(TrainingExamples.job(RUN, STEPS, DATA_SET));
      publisher.publish(new Outgoing(Topics.TRAINING_JOBS, RUN, job));
      WorkerProcess trainer = pool.start(Map.of());
      awaitOrEnd(trainer, () -> models.look() == 1);
      int steps = trainer.lines(Journal.STEP).size();
      report("trainer", trainer, bytes, "%d of %d steps", steps, STEPS);
      assertThat(pool.terminate()).containsOnly(0);
      assertThat(steps).isEqualTo(STEPS);
    }
  }

  /** Fails at once when the process is dead, with what it said last. */
  private static void awaitOrEnd(WorkerProcess worker, Callable<Boolean> isDone) throws Exception {
    Await.until(
        "the backlog is worked off",
        PATIENCE,
        () -> {
          assertThat(worker.isAlive()).as(worker.output()).isTrue();
          return isDone.call();
        });
  }

  private static void report(
      String worker, WorkerProcess process, long bytes, String done, int count, int of)
      throws Exception {
    Report.row(
        "M4",
        "a %s with a heap of 64 MB before a backlog of %d MB".formatted(worker, bytes / 1_000_000),
        done + "; resident %d MB",
        count,
        of,
        process.residentBytes() / 1_000_000);
  }

  /** The same noise under many ids: in bytes. */
  private long publishBacklog(Cluster cluster) throws Exception {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    new Random(4).nextBytes(rgb);
    byte[] png = ImageFiles.png(new PixelImage(SIDE, SIDE, rgb));
    AnnotatedImageMessage first =
        AnnotatedImageMessage.newBuilder(LabellingExamples.image(DATA_SET, ""))
            .setWidth(SIDE)
            .setHeight(SIDE)
            .setImage(ByteBuffer.wrap(png))
            .setSha256(Sha256.of(png))
            .build();
    try (Publisher publisher = cluster.clients().publisher()) {
      for (int index = 0; index < images; index++) {
        String id = DATA_SET + "-" + index;
        byte[] image = Wire.encode(AnnotatedImageMessage.newBuilder(first).setId(id).build());
        publisher.publish(new Outgoing(Topics.ANNOTATED_IMAGES, id, image));
      }
    }
    return (long) images * png.length;
  }
}
