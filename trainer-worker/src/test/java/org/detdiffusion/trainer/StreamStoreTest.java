package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.trainer.Spool.Place;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamStoreTest {
  private static final List<String> JOBS = List.of("wanted");

  @TempDir Path directory;
  private StreamStore store;
  private long offset;

  @BeforeEach
  void open() {
    store = new StreamStore(directory);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void ofTwoImagesWithOneIdTheFirstIsTrainedOnAndKept() throws Exception {
    add(made("s-0", "first"));
    Offsets early = store.offsets();
    add(made("s-0", "second"));
    add(made("s-1", "first"));

    assertThat(prompts(early)).containsExactly("first");
    assertThat(prompts(store.offsets())).containsExactly("first", "first");
    assertThat(store.places(Topics.SYNTHETIC_IMAGES, store.offsets())).hasSize(2);
    assertThat(store.offsets().next()).containsEntry("synthetic-images-0", 3L);
  }

  @Test
  void countsEachImageOfTheWantedJobsOnce() {
    add(made("s-0", "first"));
    add(made("s-0", "second"));
    add(Examples.synthetic("o-0", "other"));
    store.add(new Incoming(Topics.SYNTHETIC_IMAGES, 0, offset++, "x", new byte[1], Map.of(), 1));

    assertThat(store.syntheticImages(JOBS)).isEqualTo(1);
    assertThat(store.syntheticImages(List.of("wanted", "other", "wanted"))).isEqualTo(2);
    assertThat(store.syntheticImages(List.of())).isZero();
  }

  @Test
  void waitingReadsNoImageAgain() throws Exception {
    add(made("s-0", "first"));
    store.close(); // whoever read it now would fail
    TrainingJob job =
        Examples.job("r", Role.DETECTOR).setSyntheticJobs(JOBS).setSyntheticImages(1).build();
    ProgressReporter progress =
        new ProgressReporter(job, message -> {}, Duration.ZERO, System::nanoTime);

    new SyntheticWait(store, Duration.ofMillis(1), new CountDownLatch(1)).await(job, progress);
  }

  private List<String> prompts(Offsets upTo) throws Exception {
    List<String> prompts = new ArrayList<>();
    for (Place place : new StreamReader(store, upTo).synthetic(JOBS)) {
      prompts.add(Wire.decode(SyntheticImage.class, store.read(place)).getPrompt());
    }
    return prompts;
  }

  private void add(SyntheticImage image) {
    store.add(record(image));
  }

  private Incoming record(SyntheticImage image) {
    return Examples.record(Topics.SYNTHETIC_IMAGES, offset++, image.getId(), image);
  }

  private static SyntheticImage made(String id, String prompt) {
    return SyntheticImage.newBuilder(Examples.synthetic(id, "wanted")).setPrompt(prompt).build();
  }
}
