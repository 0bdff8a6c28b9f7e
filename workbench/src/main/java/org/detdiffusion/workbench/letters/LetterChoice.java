package org.detdiffusion.workbench.letters;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.ErrorCode;

/**
 * Which dead letters are meant.
 *
 * @param servers host:port of Kafka brokers
 * @param topics where the messages came from
 * @param codes every one when empty
 * @param ids of messages, as partition:offset on their topic; every one when empty
 */
public record LetterChoice(
    String servers, List<String> topics, Set<ErrorCode> codes, Set<String> ids)
    implements Predicate<DeadLetter> {

  /** Longer than transactions may last: one that is open is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  public LetterChoice {
    topics = List.copyOf(topics);
    codes = Set.copyOf(codes);
    ids = Set.copyOf(ids);
  }

  @Override
  public boolean test(DeadLetter letter) {
    return (codes.isEmpty() || ErrorCode.of(letter.code()).filter(codes::contains).isPresent())
        && (ids.isEmpty() || ids.contains(id(letter)));
  }

  /** Whether nothing is left out. */
  public boolean isEverything() {
    return topics.equals(Topics.ALL) && codes.isEmpty() && ids.isEmpty();
  }

  /** As {@code --id} takes it. */
  static String id(DeadLetter letter) {
    return letter.origin().partition() + ":" + letter.origin().offset();
  }
}
