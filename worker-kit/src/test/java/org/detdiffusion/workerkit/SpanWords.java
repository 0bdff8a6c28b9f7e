package org.detdiffusion.workerkit;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.TreeMap;

/** What a span says, all of it as text. */
final class SpanWords {
  private SpanWords() {}

  static Map<String, String> of(SpanData span) {
    Map<String, String> words = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> words.put(key.getKey(), String.valueOf(value)));
    return words;
  }
}
