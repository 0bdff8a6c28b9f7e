package org.detdiffusion.workbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.PageMessages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.TopicSnapshot;
import org.detdiffusion.workerkit.TransformLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanJobTest {
  @TempDir Path directory;
  private EmbeddedKafka broker;
  private KafkaClients clients;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedKafka.builder().dir(directory).start();
    clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    clients.ensureTopics(1, 1);
    try (Publisher publisher = clients.publisher()) {
      publisher.publish(
          new Outgoing(Topics.ATTRIBUTE_RECORDS, "pets/image-1", Wire.encode(judged())));
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aJobIsPublishedAsItWasAskedFor() throws Exception {
    AugmentationJob job = job("night-1", "pets");
    assertThat(run(job, false, Reporting.TEXT)).contains("Asked for 3 images, as job 'night-1'");
    assertThat(jobs()).containsExactly(job);
  }

  @Test
  void aDryRunSaysWhatWouldBePlannedAndPublishesNothing() throws Exception {
    String told = run(job("night-1", "pets"), false, new Reporting(true, false));
    assertThat(told).contains("Would write job 'night-1': 3 layouts", "after 1 images");
    assertThat(jobs()).isEmpty();
    assertThatThrownBy(() -> run(job("night-1", "stars"), false, new Reporting(true, false)))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("no attribute records of data set 'stars'");
  }

  @Test
  void waitingEndsWhenTheLastImageIsMade() throws Exception {
    try (PlannerLoop planner = new PlannerLoop(clients);
        TransformLoop generator = generator(layout -> true)) {
      planner.start();
      generator.start();
      assertThat(run(job("night-1", "pets"), true, new Reporting(false, true)))
          .contains("\"made\" : 3");
    }
  }

  @Test
  void waitingEndsWithTheReasonOfAJobThatCanNotBePlanned() {
    try (PlannerLoop planner = new PlannerLoop(clients)) {
      planner.start();
      assertThatThrownBy(() -> run(job("night-1", "stars"), true, Reporting.TEXT))
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("Job 'night-1' can't be planned: there are no attribute records");
    }
  }

  @Test
  void waitingCountsLayoutsThatBecameDeadLetters() {
    try (PlannerLoop planner = new PlannerLoop(clients);
        TransformLoop generator = generator(layout -> !layout.getId().endsWith("1"))) {
      planner.start();
      generator.start();
      assertThatThrownBy(() -> run(job("night-1", "pets"), true, Reporting.TEXT))
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("1 of 3 images of job 'night-1' were not made")
          .hasMessageContaining("dead-letters list");
    }
  }

  @Test
  void aJobThatWasEverCancelledIsNotAskedForAgain() throws Exception {
    try (Publisher publisher = clients.publisher()) {
      publisher.publish(
          new Outgoing(
              Topics.CANCELLED_JOBS, "night-1", Wire.encode(new JobCancellation("night-1"))));
    }
    for (Reporting reporting : List.of(Reporting.TEXT, new Reporting(true, false))) {
      assertThatThrownBy(() -> run(job("night-1", "pets"), true, reporting))
          .isInstanceOf(WorkbenchException.class)
          .hasMessage("Job 'night-1' was cancelled; give another --id.");
    }
    assertThat(jobs()).isEmpty();
  }

  /** In the place of the generator worker: a layout that it does not know is a dead letter. */
  private TransformLoop generator(Predicate<LayoutJob> known) {
    return new TransformLoop(
        "fake-generator",
        clients,
        "fake-generator",
        List.of(Topics.LAYOUT_JOBS),
        1,
        record -> {
          LayoutJob layout = read(LayoutJob.class, record);
          if (!known.test(layout)) {
            throw new RejectedException(PermanentCode.UNKNOWN_CLASS, "a class nobody knows");
          }
          SyntheticImage image = PageMessages.made(layout.getId(), layout.getJobId());
          return List.of(new Outgoing(Topics.SYNTHETIC_IMAGES, image.getId(), Wire.encode(image)));
        });
  }

  private static AttributeRecord judged() {
    ObjectAnnotation dog =
        ObjectAnnotation.newBuilder()
            .setClassName("dog")
            .setX(4)
            .setY(4)
            .setWidth(30)
            .setHeight(20)
            .setDifficulty(Difficulty.EASY)
            .build();
    return AttributeRecord.newBuilder()
        .setImageId("image-1")
        .setDataSet("pets")
        .setSplit("train")
        .setWidth(64)
        .setHeight(64)
        .setObjects(List.of(dog))
        .setDetector("d")
        .setDetectorSha256("")
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }

  private static AugmentationJob job(String id, String dataSet) {
    return AugmentationJob.newBuilder().setId(id).setDataSet(dataSet).setImages(3).build();
  }

  private List<AugmentationJob> jobs() throws Exception {
    List<AugmentationJob> jobs = new ArrayList<>();
    new TopicSnapshot(clients, Duration.ofSeconds(20))
        .read(
            List.of(Topics.AUGMENTATION_JOBS),
            (record, read, all) -> jobs.add(read(AugmentationJob.class, record)));
    return jobs;
  }

  private static <T extends SpecificRecord> T read(Class<T> type, Incoming record) {
    try {
      return Wire.decode(type, record.value());
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  private String run(AugmentationJob job, boolean awaited, Reporting reporting) throws Exception {
    StringWriter told = new StringWriter();
    new PlanJob(broker.bootstrapServers(), job, awaited, reporting)
        .run(new PrintWriter(told, true), new PrintWriter(new StringWriter(), true));
    return told.toString();
  }
}
