package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredImagesTest {
  private static final String MODEL = "1a".repeat(32);
  @TempDir Path directory;

  @Test
  void aLargeImageIsInTheStoreWhenItsMessageIsReadyToBeWritten() throws Exception {
    SyntheticImage message = synthetic(generate(MessageImages.in(directory, 0)));
    Path object = directory.resolve(message.getStored().getKey());
    assertThat(message.getImage().remaining()).isZero();
    assertThat(Sha256.of(object)).isEqualTo(message.getSha256());
    assertThat(Files.size(object)).isEqualTo(message.getStored().getBytes());
  }

  @Test
  void aJobDoneTwiceIsOneObject() throws Exception {
    SyntheticImage first = synthetic(generate(MessageImages.in(directory, 0)));
    SyntheticImage second = synthetic(generate(MessageImages.in(directory, 0)));
    assertThat(second.getStored()).isEqualTo(first.getStored());
  }

  @Test
  void aSmallImageStaysInItsMessage() throws Exception {
    SyntheticImage message = synthetic(generate(MessageImages.in(directory, 1 << 20)));
    assertThat(message.getStored()).isNull();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aStoreThatIsAwayGivesTheJobBack() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    MessageImages images = MessageImages.in(store, 0);
    Files.delete(store);
    assertThat(generate(images))
        .isInstanceOfSatisfying(
            JobOutcome.Retry.class,
            retry -> {
              assertThat(retry.code()).isEqualTo(TransientCode.IMAGE_STORE_AWAY);
              assertThat(retry.reason()).startsWith("synthetic image 'a': the image store ");
            });
  }

  private static SyntheticImage synthetic(JobOutcome outcome) throws Exception {
    var out = ((JobOutcome.Done) outcome).outputs().get(0);
    return Wire.decode(SyntheticImage.class, out.value());
  }

  private static JobOutcome generate(MessageImages images) {
    var announced = new AnnouncedGenerators();
    announced.read(Examples.record(Examples.update("generator", MODEL)));
    var loaded =
        new LoadedGenerators(
            Path.of("models"),
            checkpoint -> new SeedPainter(checkpoint.getFileName().toString()),
            1);
    var metrics = new GeneratorMetrics(new SimpleMeterRegistry());
    return new ImageGeneration(announced, loaded, metrics, images)
        .handle(List.of(Examples.record(Examples.job("a"))))
        .get(0);
  }
}
