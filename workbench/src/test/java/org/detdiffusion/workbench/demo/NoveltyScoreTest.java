package org.detdiffusion.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.workbench.experiment.DataSources;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Source;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.report.Novelty;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoveltyScoreTest {
  private final StreamTables tables = new StreamTables();
  private RealImages data;
  private AnnotatedImage training;
  private AnnotatedImage test;

  @BeforeEach
  void loadScenes() throws Exception {
    data = DataSources.load(new Source.Scenes(), Profile.toy(), 0);
    training = data.images(Splits.TRAIN).get(0);
    test = data.images(Splits.TEST).get(0);
  }

  @Test
  void copiesAmongTheImagesThatDetectorsTrainOnAreCountedToo() throws Exception {
    made("test-origin", test, test);
    made("new-hard", training, training);

    Novelty novelty = novelty();

    assertThat(novelty.real().images()).isEqualTo(1);
    assertThat(novelty.real().distance()).isPositive();
    assertThat(novelty.generated())
        .extracting(Novelty.Row::label)
        .containsExactly("made, test layouts", "made, new layouts, hard");
    assertThat(novelty.generated()).extracting(Novelty.Row::nearer).containsExactly(0, 1);
    assertThat(novelty.generated().get(1).distance()).isZero();
  }

  @Test
  void withoutRealImagesOfTheLayoutsThereIsNoReference() throws Exception {
    made("test-origin", training, training);

    Novelty novelty = novelty();

    assertThat(novelty.real().images()).isZero();
    assertThat(novelty.generated().get(0).images()).isEqualTo(1);
    assertThat(novelty.generated().get(0).nearer()).isZero();
  }

  private Novelty novelty() throws Exception {
    DemoPlan plan = DemoPlan.of(data, Profile.toy(), 0);
    return new NoveltyScore(data, plan, tables).measure();
  }

  /** An image of a job that shows the picture of one image in the layout of another. */
  private void made(String job, AnnotatedImage picture, AnnotatedImage layout) {
    var shown = Messages.toMessage(picture);
    var objects = Messages.toMessage(layout).getObjects();
    ByteBuffer png = shown.getImage();
    SyntheticImage image =
        SyntheticImage.newBuilder()
            .setId(job + "-00000")
            .setJobId(job)
            .setLayout(new LayoutMessage(shown.getWidth(), shown.getHeight(), List.copyOf(objects)))
            .setImage(png)
            .setSha256(shown.getSha256())
            .setGenerator("generator")
            .setGeneratorSha256("0")
            .setPrompt("")
            .setSeed(0)
            .setSampling(Sampling.newBuilder().build())
            .setMillis(1)
            .build();
    byte[] value = Wire.encode(image);
    tables.accept(new Incoming(Topics.SYNTHETIC_IMAGES, 0, 0, image.getId(), value, Map.of(), 1));
  }
}
