package org.detdiffusion.workbench.letters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.ErrorCode;

/**
 * A dead letter as the page shows it.
 *
 * @param id of the message on its topic, as {@code --id} takes it
 * @param partition and offset of the letter on the dead letters
 * @param cure of its code; empty for codes of other versions
 * @param leftOut what the letter lacks of the message for its size: {@code value}, {@code key},
 *     {@code headers}
 * @param bytes of the value; empty where nothing can be brought back, since part was left out or
 *     there was no value
 */
public record ShownLetter(
    String topic,
    String id,
    int partition,
    long offset,
    Optional<String> key,
    String code,
    boolean permanent,
    String reason,
    Optional<String> cure,
    int attempt,
    int redriven,
    String worker,
    Instant time,
    List<String> leftOut,
    Optional<Integer> bytes) {

  static ShownLetter of(DeadLetter letter) {
    Optional<? extends ErrorCode> code = ErrorCode.of(letter.code());
    return new ShownLetter(
        letter.origin().topic(),
        LetterChoice.id(letter),
        letter.place().partition(),
        letter.place().offset(),
        Optional.ofNullable(letter.key()).map(Printable::line),
        Printable.line(letter.code()),
        code.map(ErrorCode::isPermanent).orElse(false),
        Printable.line(letter.reason()),
        code.map(ErrorCode::cure),
        letter.attempt(),
        letter.redriven(),
        Printable.line(letter.worker()),
        letter.time(),
        LetterReport.leftOut(letter),
        letter.size().isPresent() ? Optional.of(letter.size().getAsInt()) : Optional.empty());
  }
}
