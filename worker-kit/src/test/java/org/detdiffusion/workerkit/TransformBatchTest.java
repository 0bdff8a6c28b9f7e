package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TransformBatchTest {
  private static final List<Incoming> ONE =
      List.of(new Incoming("images", 0, 0, "key", new byte[1], Map.of(), 1));

  @Test
  void aRecordIsNotToBlameForKafkaBeingAway() {
    var batch = failing(new TimeoutException("no broker answers"));

    assertThatThrownBy(() -> batch.apply(ONE)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void aRecordWhoseTransformThrowsBecomesADeadLetter() {
    var result = failing(new IllegalStateException("broken")).apply(ONE);

    assertThat(result.rejected()).isEqualTo(1);
    assertThat(result.outputs().get(0).headers()).containsEntry("error-code", "FAILED");
  }

  private static TransformBatch failing(RuntimeException failure) {
    Transform transform =
        record -> {
          throw failure;
        };
    var meters = new LoopMeters(new SimpleMeterRegistry(), "loop");
    return new TransformBatch(transform, new DeadLetters("loop"), meters);
  }
}
