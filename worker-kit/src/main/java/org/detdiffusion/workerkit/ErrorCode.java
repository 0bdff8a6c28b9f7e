package org.detdiffusion.workerkit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a record was given up: the header {@code error-code} of a dead letter. The names are part of
 * the contract; they are never renamed, and {@code docs/error-codes.md} lists them.
 */
public sealed interface ErrorCode permits PermanentCode, TransientCode {

  /** As it stands in the header. */
  String name();

  /** One sentence. */
  String meaning();

  /** One sentence: what to do before the record is published or redriven. */
  String cure();

  /** Whether the record was given up at its first attempt. */
  boolean isPermanent();

  static List<ErrorCode> all() {
    return Stream.<ErrorCode>concat(
            Stream.of(PermanentCode.values()), Stream.of(TransientCode.values()))
        .toList();
  }

  /** Empty for a name that this version doesn't know. */
  static Optional<ErrorCode> of(String name) {
    return all().stream().filter(code -> code.name().equals(name)).findFirst();
  }
}
