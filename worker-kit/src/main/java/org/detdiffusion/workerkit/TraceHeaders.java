package org.detdiffusion.workerkit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * W3C's trace context in the headers of records. Where no spans are recorded, what a record came
 * with goes on, unchanged, to what is made of it, as the specification asks; else the span of the
 * work on it does.
 */
public final class TraceHeaders {
  static final String PARENT = "traceparent";
  static final String STATE = "tracestate";

  /** Version 00; all noughts are no trace. */
  private static final Pattern VALID =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** Of a state, which may be dropped when it is longer. */
  private static final int MOST_CHARACTERS = 512;

  private TraceHeaders() {}

  /** The id of the record's trace; empty without one, or with one that is none. */
  static Optional<String> trace(Incoming record) {
    Matcher parent = VALID.matcher(record.headers().getOrDefault(PARENT, ""));
    return parent.matches() ? Optional.of(parent.group(1)) : Optional.empty();
  }

  /** Those of a record that say which trace it belongs to; empty when it belongs to none. */
  public static Map<String, String> of(Incoming record) {
    if (trace(record).isEmpty()) {
      return Map.of();
    }
    String parent = record.headers().get(PARENT);
    String state = record.headers().getOrDefault(STATE, "");
    return state.isEmpty() || state.length() > MOST_CHARACTERS
        ? Map.of(PARENT, parent)
        : Map.of(PARENT, parent, STATE, state);
  }

  /** Those of a record that comes of the span; empty when that is none. */
  static Map<String, String> of(Span span) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(Context.root().with(span), headers, (all, name, value) -> all.put(name, value));
    return headers;
  }

  /** Where a span begins that comes of a record with these headers. */
  static Context context(Map<String, String> headers) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Getter());
  }

  /** The outputs with the headers of a trace, but for those that have one of their own. */
  static List<Outgoing> carried(Map<String, String> trace, List<Outgoing> outputs) {
    return trace.isEmpty()
        ? outputs
        : outputs.stream().map(output -> carried(trace, output)).toList();
  }

  static Outgoing carried(Map<String, String> trace, Outgoing output) {
    if (output.headers().containsKey(PARENT)) {
      return output;
    }
    Map<String, String> headers = new HashMap<>(output.headers());
    headers.putAll(trace);
    return new Outgoing(output.topic(), output.key(), output.value(), headers);
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> headers) {
      return headers.keySet();
    }

    @Override
    public String get(Map<String, String> headers, String name) {
      return headers.get(name);
    }
  }
}
