package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs that share nothing with us but schemas/README.md. */
@Tag("slow")
class ForeignClientTest {
  private static final TestTopic JOBS = new TestTopic(Topics.AUGMENTATION_JOBS);

  @BeforeAll
  static void createTopics() throws Exception {
    TestBroker.clients().ensureTopics(1, 1);
  }

  @Test
  void kcatPublishesJobsThatAreUnderstood() throws Exception {
    String unused = ForeignClient.shell(0) + ForeignClient.shell(1);

    assertThat(job("night-1").getImages()).isEqualTo(50);
    assertThat(job("rare-1").getFilter().getMinObjects()).isEqualTo(3);
  }

  @Test
  void pythonPublishesAJobAndReadsTheImageMadeForIt() throws Exception {
    String unused = ForeignClient.python(0);
    assertThat(job("night-2").getDataSet()).isEqualTo("cells");

    try (var loop =
        new TransformLoop(
            "painter",
            TestBroker.clients(),
            "painter-" + UUID.randomUUID(),
            List.of(Topics.AUGMENTATION_JOBS),
            ForeignClientTest::paint)) {
      loop.start();
      assertThat(ForeignClient.python(1)).isEqualTo("painted image/png 7 platelet\n");
    }
  }

  private static AugmentationJob job(String id) throws UnreadableMessageException {
    for (Incoming record : JOBS.records(1)) {
      if (record.key().equals(id)) {
        return Wire.decode(AugmentationJob.class, record.value());
      }
    }
    throw new AssertionError("there is no job " + id);
  }

  /** Stands in for planner and generator. */
  private static List<Outgoing> paint(Incoming job) {
    var object =
        ObjectAnnotation.newBuilder()
            .setClassName("platelet")
            .setX(1)
            .setY(2)
            .setWidth(3)
            .setHeight(4)
            .build();
    var image =
        SyntheticImage.newBuilder()
            .setId("painted")
            .setJobId(job.key())
            .setLayout(new LayoutMessage(64, 64, List.of(object)))
            .setImage(ByteBuffer.wrap(new byte[7]))
            .setSha256("00ff")
            .setGenerator("painter")
            .setGeneratorSha256("aa")
            .setPrompt("An image with platelet")
            .setSeed(-7)
            .setSampling(Sampling.newBuilder().build())
            .setMillis(1)
            .build();
    return List.of(new Outgoing(Topics.SYNTHETIC_IMAGES, "painted", Wire.encode(image)));
  }
}
