package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracesTest {
  private final Traces traces = new Traces();

  @Test
  void aThousandFailuresOfOneKindHaveOneTrace() {
    List<Throwable> told =
        IntStream.range(0, 1000)
            .mapToObj(i -> traces.once(failure(i)))
            .filter(Objects::nonNull)
            .toList();

    assertThat(told).hasSize(1);
  }

  @Test
  void failuresOfAnotherKindOrPlaceHaveTheirOwn() {
    assertThat(traces.once(failure(1))).isNotNull();
    assertThat(traces.once(new IllegalStateException("elsewhere"))).isNotNull();
    assertThat(traces.once(new IllegalArgumentException("other"))).isNotNull();
  }

  @Test
  void aReasonIsTheMessageOrTheName() {
    assertThat(Traces.reason(failure(3))).isEqualTo("bad record 3");
    assertThat(Traces.reason(new StackOverflowError())).isEqualTo("StackOverflowError");
  }

  private static Throwable failure(int record) {
    return new IllegalStateException("bad record " + record);
  }
}
