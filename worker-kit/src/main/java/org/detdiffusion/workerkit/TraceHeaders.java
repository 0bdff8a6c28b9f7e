package org.detdiffusion.workerkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * W3C's trace context in the headers of records. Nothing begins a trace here: what a record came
 * with goes on, unchanged, to what is made of it, as the specification asks of those who record no
 * spans of their own.
 */
final class TraceHeaders {
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

  /** The outputs with the record's trace, but for those that have one of their own. */
  static List<Outgoing> carried(Incoming record, List<Outgoing> outputs) {
    return trace(record).isEmpty()
        ? outputs
        : outputs.stream().map(output -> carried(record, output)).toList();
  }

  private static Outgoing carried(Incoming record, Outgoing output) {
    if (output.headers().containsKey(PARENT)) {
      return output;
    }
    Map<String, String> headers = new HashMap<>(output.headers());
    headers.put(PARENT, record.headers().get(PARENT));
    String state = record.headers().getOrDefault(STATE, "");
    if (!state.isEmpty() && state.length() <= MOST_CHARACTERS) {
      headers.put(STATE, state);
    }
    return new Outgoing(output.topic(), output.key(), output.value(), headers);
  }
}
