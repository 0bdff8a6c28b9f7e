package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void outputsHaveTheTraceOfTheirRecord() {
    Incoming record = record(Map.of("traceparent", PARENT, "tracestate", "a=1"));

    List<Outgoing> carried = carried(record, output(Map.of("job-id", "j")));

    assertThat(TraceHeaders.trace(record)).contains(TRACE);
    assertThat(carried.get(0).headers())
        .isEqualTo(Map.of("job-id", "j", "traceparent", PARENT, "tracestate", "a=1"));
  }

  @Test
  void anOutputKeepsATraceOfItsOwn() {
    Outgoing own = output(Map.of("traceparent", "00-" + "1".repeat(32) + "-" + "2".repeat(16)));

    assertThat(carried(record(Map.of("traceparent", PARENT)), own)).containsExactly(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
      })
  void whatIsNoTraceIsLeftBehind(String parent) {
    Outgoing output = output(Map.of());

    assertThat(carried(record(Map.of("traceparent", parent, "tracestate", "a=1")), output))
        .containsExactly(output);
  }

  @Test
  void aStateThatIsTooLongIsLeftBehind() {
    Incoming record = record(Map.of("traceparent", PARENT, "tracestate", "a".repeat(513)));

    assertThat(carried(record, output(Map.of())).get(0).headers()).containsOnlyKeys("traceparent");
  }

  @Test
  void aTransformPassesItOn() throws Exception {
    Transform copy = record -> List.of(output(Map.of()));
    LoopMeters meters = new LoopMeters(new SimpleMeterRegistry(), "copy");
    var batch =
        new TransformBatch(
            copy, new DeadLetters("copy"), meters, LoopSpans.NONE, Duration.ofMinutes(1));

    var result = batch.apply(List.of(record(Map.of("traceparent", PARENT))), new StopSignal());

    assertThat(result.outputs().get(0).headers()).containsEntry("traceparent", PARENT);
  }

  private static List<Outgoing> carried(Incoming record, Outgoing output) {
    return TraceHeaders.carried(TraceHeaders.of(record), List.of(output));
  }

  private static Incoming record(Map<String, String> headers) {
    return new Incoming("in", 0, 0, "key", new byte[1], headers, 1);
  }

  private static Outgoing output(Map<String, String> headers) {
    return new Outgoing("out", "key", new byte[1], headers);
  }
}
