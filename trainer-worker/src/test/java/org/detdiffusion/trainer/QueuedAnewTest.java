package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.junit.jupiter.api.Test;

class QueuedAnewTest {
  private static final byte[] JOB = {1, 2};

  @Test
  void aRunThatGotOnIsQueuedAnewBeforeItsDeliveriesAreUsedUp() {
    Outgoing anew = QueuedAnew.of(delivery(3, Map.of("a", "b")), at(20)).orElseThrow();

    assertThat(anew.topic()).isEqualTo(Topics.TRAINING_JOBS);
    assertThat(anew.key()).isEqualTo("run");
    assertThat(anew.value()).isEqualTo(JOB);
    assertThat(anew.headers()).isEqualTo(Map.of("a", "b", QueuedAnew.AT_STEP, "20"));
  }

  @Test
  void firstDeliveriesAreWorkedOn() {
    assertThat(QueuedAnew.of(delivery(2, Map.of()), at(20))).isEmpty();
  }

  @Test
  void aRunThatNeverGetsAStepFurtherUsesUpItsAttempts() {
    var queuedAtTwenty = delivery(3, Map.of(QueuedAnew.AT_STEP, "20"));

    assertThat(QueuedAnew.of(queuedAtTwenty, at(20))).isEmpty();
    assertThat(QueuedAnew.of(queuedAtTwenty, at(22))).isPresent();
    assertThat(QueuedAnew.of(delivery(9, Map.of()), Optional.empty())).isEmpty();
  }

  @Test
  void aHeaderThatIsNoNumberSaysNothing() {
    assertThat(QueuedAnew.of(delivery(3, Map.of(QueuedAnew.AT_STEP, "x")), at(1))).isPresent();
  }

  private static Incoming delivery(int attempt, Map<String, String> headers) {
    return new Incoming(Topics.TRAINING_JOBS, 0, 7, "run", JOB, headers, attempt);
  }

  private static Optional<RunState> at(int step) {
    return Optional.of(new RunState("run", "", "", Map.of(), step, "", "", Map.of()));
  }
}
