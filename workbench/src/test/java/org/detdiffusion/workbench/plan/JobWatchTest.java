package org.detdiffusion.workbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LayoutIds;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.page.PageMessages;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.Publisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends the waiting for a job, beside its last image. */
@Timeout(120)
class JobWatchTest {
  private static final ConversionProgress UNSEEN = (what, done, all) -> {};

  private EmbeddedKafka broker;
  private KafkaClients clients;
  private JobWatch watch;

  @BeforeEach
  void watchAJobOfThreeImages(@TempDir Path directory) throws Exception {
    broker = EmbeddedKafka.builder().dir(directory).start();
    clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    clients.ensureTopics(1, 1);
    watch =
        JobWatch.start(
            clients,
            AugmentationJob.newBuilder().setId("night-1").setDataSet("pets").setImages(3).build());
  }

  @AfterEach
  void stop() {
    watch.close();
    broker.close();
  }

  @Test
  void endsWhenTheJobIsCancelledAndNotWhenAnotherIs() throws Exception {
    publish(List.of(cancellation("night-2"), image("night-1", 0), cancellation("night-1")));
    assertThatThrownBy(() -> watch.await(UNSEEN))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageMatching("Job 'night-1' was cancelled; [01] of 3 images are made\\.");
  }

  @Test
  void keepsItsJobInViewHoweverManyOthersThereAre() throws Exception {
    List<Outgoing> images = new ArrayList<>();
    for (int other = 0; other < 300; other++) {
      images.add(image("other-" + other, 0));
    }
    for (int index = 0; index < 3; index++) {
      images.add(image("night-1", index));
    }
    publish(images);
    assertThat(watch.await(UNSEEN).made()).isEqualTo(3);
  }

  @Test
  void countsLettersThatLackTheirLayout() throws Exception {
    for (int index = 0; index < 3; index++) {
      publish(List.of(letterWithoutValue(index)));
    }
    assertThatThrownBy(() -> watch.await(UNSEEN))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("3 of 3 images of job 'night-1' were not made");
  }

  private void publish(List<Outgoing> records) throws Exception {
    try (Publisher publisher = clients.publisher()) {
      publisher.publish(records);
    }
  }

  private static Outgoing image(String job, int index) {
    String id = LayoutIds.of(job, index);
    return new Outgoing(Topics.SYNTHETIC_IMAGES, id, Wire.encode(PageMessages.made(id, job)));
  }

  private static Outgoing cancellation(String job) {
    return new Outgoing(Topics.CANCELLED_JOBS, job, Wire.encode(new JobCancellation(job)));
  }

  private static Outgoing letterWithoutValue(int index) {
    String id = LayoutIds.of("night-1", index);
    Incoming layout = new Incoming(Topics.LAYOUT_JOBS, 0, index, id, null, Map.of(), 1);
    return new DeadLetters("generator-0")
        .of(layout, PermanentCode.OUTPUT_TOO_LARGE, "It is too large.");
  }
}
