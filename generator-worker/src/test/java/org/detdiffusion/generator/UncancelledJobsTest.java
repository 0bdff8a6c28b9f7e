package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.Outgoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncancelledJobsTest {
  private final CancelledJobs cancelled = new CancelledJobs();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Incoming> asked = new ArrayList<>();
  private final UncancelledJobs jobs =
      new UncancelledJobs(this::make, cancelled, new GeneratorMetrics(meters));

  private List<JobOutcome> make(List<Incoming> batch) {
    asked.addAll(batch);
    return batch.stream().map(UncancelledJobsTest::done).toList();
  }

  private static JobOutcome done(Incoming job) {
    return new JobOutcome.Done(List.of(new Outgoing("made", "of", job.value())));
  }

  @BeforeEach
  void cancelTheNight() {
    byte[] value = Wire.encode(new JobCancellation("night"));
    cancelled.accept(new Incoming(Topics.CANCELLED_JOBS, 0, 0, "night", value, Map.of(), 1));
  }

  @Test
  void layoutsOfACancelledJobAreDoneWithoutAnImageAndTheirNeighboursAreMade() throws Exception {
    Incoming first = layout("a", "day");
    Incoming unwanted = layout("b", "night");
    Incoming last = layout("c", "");

    List<JobOutcome> outcomes = jobs.handle(List.of(first, unwanted, last));

    JobOutcome nothing = new JobOutcome.Done(List.of());
    assertThat(outcomes).containsExactly(done(first), nothing, done(last));
    assertThat(asked).containsExactly(first, last);
    assertThat(meters.get("detdiffusion.generator.cancelled").counter().count()).isEqualTo(1);
  }

  @Test
  void whatCanNotBeReadIsLeftToTheGeneratorToRefuse() throws Exception {
    Incoming broken = Examples.record(new byte[] {9});

    jobs.handle(List.of(broken));

    assertThat(asked).containsExactly(broken);
  }

  private static Incoming layout(String id, String job) {
    return Examples.record(LayoutJob.newBuilder(Examples.job(id)).setJobId(job).build());
  }
}
