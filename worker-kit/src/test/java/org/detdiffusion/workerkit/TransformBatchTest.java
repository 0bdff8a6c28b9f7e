package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TransformBatchTest {
  private static final List<Incoming> THREE = List.of(record(0), record(1), record(2));

  private final List<Long> tried = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final StopSignal stop = new StopSignal();

  @Test
  void aRecordIsNotToBlameForKafkaBeingAway() {
    var batch =
        batch(
            record -> {
              throw new TimeoutException("no broker answers");
            });

    assertThatThrownBy(() -> batch.apply(THREE, stop)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void whatIsRejectedIsTriedOnceAndWhatThrowsThreeTimesWhenTheOthersAreDone() throws Exception {
    var result = batch(this::rejectZeroAndBreakOnOne).apply(THREE, stop);

    assertThat(tried).containsExactly(0L, 1L, 2L, 1L, 1L);
    assertThat(result.rejected()).isEqualTo(2);
    assertThat(result.outputs().stream().map(out -> out.headers().get(DeadLetters.ERROR_CODE)))
        .containsExactly("BAD_DATA", "FAILED", null);
    assertThat(result.outputs().stream().map(out -> out.headers().get(DeadLetters.ATTEMPT)))
        .containsExactly("1", "3", null);
  }

  @Test
  void aPauseThatGrowsPassesBeforeEachFurtherTry() throws Exception {
    var unused = batch(this::rejectZeroAndBreakOnOne).apply(THREE, stop);

    assertThat(times.get(3) - times.get(2)).isGreaterThan(BackOff.after(1).toNanos());
    assertThat(times.get(4) - times.get(3)).isGreaterThan(BackOff.after(2).toNanos());
  }

  @Test
  void whatThereIsNoTimeForIsLeftToTheNextBatch() throws Exception {
    var result = batch(this::rejectZeroAndBreakOnOne, Duration.ZERO).apply(THREE, stop);

    assertThat(tried).containsExactly(0L);
    assertThat(result.records()).hasSize(1);
  }

  @Test
  void aStopLeavesWhatFailsToTheNextReaderRatherThanToTheDeadLetters() {
    stop.give();

    assertThatThrownBy(() -> batch(this::rejectZeroAndBreakOnOne).apply(THREE, stop))
        .isInstanceOf(InterruptedException.class);
    assertThat(tried).containsExactly(0L, 1L, 2L);
  }

  private List<Outgoing> rejectZeroAndBreakOnOne(Incoming record) throws RejectedException {
    tried.add(record.offset());
    times.add(System.nanoTime());
    if (record.offset() == 0) {
      throw new RejectedException(PermanentCode.BAD_DATA, "Nought is refused.");
    }
    if (record.offset() == 1) {
      throw new IllegalStateException("broken");
    }
    return List.of(new Outgoing("out", "key", record.value()));
  }

  private static Incoming record(long offset) {
    return new Incoming("images", 0, offset, "key", new byte[1], Map.of(), 1);
  }

  private static TransformBatch batch(Transform transform) {
    return batch(transform, Duration.ofMinutes(1));
  }

  private static TransformBatch batch(Transform transform, Duration patience) {
    var meters = new LoopMeters(new SimpleMeterRegistry(), "loop");
    return new TransformBatch(transform, new DeadLetters("loop"), meters, LoopSpans.NONE, patience);
  }
}
