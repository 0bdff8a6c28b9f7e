package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class StreamStoreTest {
  private static final List<String> JOBS = List.of("wanted");

  private final StreamStore store = new StreamStore();
  private long offset;

  @Test
  void ofTwoImagesWithOneIdTheFirstIsTrainedOnAndKept() {
    add(made("s-0", "first"));
    Offsets early = store.offsets();
    add(made("s-0", "second"));
    add(made("s-1", "first"));

    assertThat(prompts(early)).containsExactly("first");
    assertThat(prompts(store.offsets())).containsExactly("first", "first");
    assertThat(store.values(Topics.SYNTHETIC_IMAGES, store.offsets())).hasSize(2);
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
    Incoming record = record(made("s-0", "first"));
    store.add(record);
    Arrays.fill(record.value(), (byte) 0); // whoever read it now would not find an image
    TrainingJob job =
        Examples.job("r", Role.DETECTOR).setSyntheticJobs(JOBS).setSyntheticImages(1).build();
    ProgressReporter progress =
        new ProgressReporter(job, message -> {}, Duration.ZERO, System::nanoTime);

    new SyntheticWait(store, Duration.ofMillis(1), new CountDownLatch(1)).await(job, progress);
  }

  private List<String> prompts(Offsets upTo) {
    return new StreamReader(store, upTo)
        .synthetic(JOBS).stream().map(SyntheticImage::getPrompt).toList();
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
