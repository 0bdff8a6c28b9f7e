package org.detdiffusion.workerkit;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a dead letter has of its message. Together, the largest still leave room for our headers.
 */
enum LetterPart {
  VALUE,
  KEY,
  HEADERS;

  static final int MAX_VALUE_BYTES = ClientSettings.MAX_MESSAGE_BYTES - 512 * 1024;
  static final int MAX_KEY_BYTES = 64 * 1024;
  static final int MAX_HEADER_BYTES = 256 * 1024;

  /** Those that are too large to be sent on. */
  static Set<LetterPart> tooLarge(Incoming record) {
    Set<LetterPart> parts = EnumSet.noneOf(LetterPart.class);
    if (record.value() != null && record.value().length > MAX_VALUE_BYTES) {
      parts.add(VALUE);
    }
    if (RecordSize.bytes(record.key()) > MAX_KEY_BYTES) {
      parts.add(KEY);
    }
    if (RecordSize.of(record.headers()) > MAX_HEADER_BYTES) {
      parts.add(HEADERS);
    }
    return parts;
  }

  /** As the header {@link DeadLetters#LEFT_OUT} has it. */
  static String text(Set<LetterPart> parts) {
    return parts.stream()
        .map(part -> part.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  /** Of what is left out, in words. */
  String words(Incoming record) {
    return switch (this) {
      case VALUE -> "the value of %d bytes".formatted(record.value().length);
      case KEY -> "the end of the key of %d bytes".formatted(RecordSize.bytes(record.key()));
      case HEADERS -> "the headers of %d bytes".formatted(RecordSize.of(record.headers()));
    };
  }
}
