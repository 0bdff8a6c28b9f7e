package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.junit.jupiter.api.Test;

class CancelledJobsTest {
  private final CancelledJobs jobs = new CancelledJobs();

  @Test
  void aRecordWithoutAValueTakesTheCancellationBack() {
    jobs.accept(record("night", Wire.encode(new JobCancellation("night"))));
    assertThat(jobs.contains("night")).isTrue();
    assertThat(jobs.contains("day")).isFalse();

    jobs.accept(record("night", null));
    assertThat(jobs.contains("night")).isFalse();
  }

  @Test
  void oneTypedByHandCountsAndAnUnreadableOneIsPassedOver() {
    jobs.accept(record("x", new byte[] {9}));
    jobs.accept(record(null, null));
    jobs.accept(record("night", "{\"id\": \"night\"}".getBytes(UTF_8)));

    assertThat(jobs.contains("night")).isTrue();
    assertThat(jobs.contains("x")).isFalse();
  }

  @Test
  void aRecordUnderAnotherKeyIsPassedOverSinceItCouldNotBeTakenBack() {
    jobs.accept(record("day", Wire.encode(new JobCancellation("night"))));
    jobs.accept(record(null, Wire.encode(new JobCancellation("night"))));

    assertThat(jobs.contains("night")).isFalse();
    assertThat(jobs.contains("day")).isFalse();
  }

  @Test
  void layoutsWithoutAJobAreNeverCancelled() {
    jobs.accept(record("", Wire.encode(new JobCancellation(""))));

    assertThat(jobs.contains("")).isFalse();
  }

  private static Incoming record(String key, byte[] value) {
    return new Incoming(Topics.CANCELLED_JOBS, 0, 0, key, value, Map.of(), 1);
  }
}
