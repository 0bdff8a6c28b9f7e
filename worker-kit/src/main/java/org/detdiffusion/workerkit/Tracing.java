package org.detdiffusion.workerkit;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the spans of a service go: to OpenTelemetry, or nowhere. Off unless the environment asks
 * for it; then no span is made, and records pass on the trace that they came with.
 */
public final class Tracing implements AutoCloseable {
  public static final Tracing OFF = new Tracing(Optional.empty(), () -> {});

  /** What made the spans, as they say themselves. */
  private static final String SCOPE = "org.detdiffusion";

  private final Optional<Tracer> tracer;
  private final Runnable end;

  private Tracing(Optional<Tracer> tracer, Runnable end) {
    this.tracer = tracer;
    this.end = end;
  }

  /**
   * As the variables {@code OTEL_*} of the environment, or the system properties {@code otel.*},
   * ask for it; off unless they name an exporter of traces.
   *
   * @param service what its spans are told apart by, unless the environment gives a name
   * @throws IllegalArgumentException in one sentence when they ask for what can't be had
   */
  public static Tracing configured(String service) {
    return TracingSettings.ofProcess().isOn()
        ? TracingSettings.begin(TracingSettings.defaults(service))
        : OFF;
  }

  /** Spans go there; it stays open. */
  public static Tracing to(OpenTelemetry telemetry) {
    return to(telemetry, () -> {});
  }

  static Tracing to(OpenTelemetry telemetry, Runnable end) {
    return new Tracing(Optional.of(telemetry.getTracer(SCOPE)), end);
  }

  public boolean isOn() {
    return tracer.isPresent();
  }

  /**
   * Begins a span of work on what a record of another trace has brought, linked to the span of the
   * job that this thread works on.
   *
   * @param trace the {@link TraceHeaders} of that record
   * @param attributes numbers and words
   */
  public WorkSpan begin(String name, Map<String, String> trace, Map<String, Object> attributes) {
    return begin(name, SpanKind.INTERNAL, span -> linked(span, trace, attributes));
  }

  private static SpanBuilder linked(
      SpanBuilder span, Map<String, String> trace, Map<String, Object> attributes) {
    span.setParent(TraceHeaders.context(trace));
    attributes.forEach((key, value) -> set(span, key, value));
    if (Span.current().getSpanContext().isValid()) {
      span.addLink(Span.current().getSpanContext());
    }
    return span;
  }

  private static void set(SpanBuilder span, String key, Object value) {
    if (value instanceof Number number) {
      span.setAttribute(key, number.longValue());
    } else {
      span.setAttribute(key, String.valueOf(value));
    }
  }

  /** Begins a span with what is set on it; none where nobody traces. */
  WorkSpan begin(String name, SpanKind kind, UnaryOperator<SpanBuilder> set) {
    return tracer
        .map(t -> set.apply(t.spanBuilder(name).setSpanKind(kind)))
        .map(span -> new WorkSpan(span.startSpan()))
        .orElse(WorkSpan.NONE);
  }

  /** Sends what is left, for a few seconds at most. */
  @Override
  public void close() {
    end.run();
  }
}
