package org.detdiffusion.workerkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which messages a redrive brings back. Several letters about one message, of the labeller's
 * detectors for instance, bring it back once, and none of them is pending afterwards.
 *
 * @param messages all letters about each message, by the first letter that has its value
 * @param withoutValue letters that were asked for but can't be brought back: something of the
 *     message is left out
 */
public record RedrivePlan(
    Map<DeadLetter, List<DeadLetter>> messages, List<DeadLetter> withoutValue) {

  /**
   * @param pending letters of one topic
   * @param wanted which of them to bring back
   */
  public static RedrivePlan of(List<DeadLetter> pending, Predicate<DeadLetter> wanted) {
    Map<DeadLetter.Origin, List<DeadLetter>> byOrigin = new LinkedHashMap<>();
    for (DeadLetter letter : pending) {
      byOrigin.computeIfAbsent(letter.origin(), origin -> new ArrayList<>()).add(letter);
    }
    Map<DeadLetter, List<DeadLetter>> messages = new LinkedHashMap<>();
    List<DeadLetter> withoutValue = new ArrayList<>();
    for (List<DeadLetter> letters : byOrigin.values()) {
      if (letters.stream().anyMatch(wanted)) {
        first(letters)
            .ifPresentOrElse(
                first -> messages.put(first, List.copyOf(letters)),
                () -> letters.stream().filter(wanted).forEach(withoutValue::add));
      }
    }
    return new RedrivePlan(messages, List.copyOf(withoutValue));
  }

  /** Without the messages whose letters are gone by now. */
  RedrivePlan without(Set<DeadLetter.Place> gone) {
    Map<DeadLetter, List<DeadLetter>> left = new LinkedHashMap<>(messages);
    left.keySet().removeIf(first -> gone.contains(first.place()));
    return new RedrivePlan(left, withoutValue);
  }

  private static Optional<DeadLetter> first(List<DeadLetter> letters) {
    return letters.stream().filter(letter -> letter.size().isPresent()).findFirst();
  }
}
