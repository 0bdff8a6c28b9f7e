package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.messages.LayoutIds;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Outgoing;

/**
 * What workers gave up of an experiment's own messages, and which of its jobs were cancelled. What
 * workers gave up before this start is asked for again where its result is missing; what they give
 * up since ends it, as does a cancellation, whenever it came.
 */
final class Rejections {
  private final StreamTables tables;
  private final Map<String, Set<String>> own = new HashMap<>();
  private final List<Goal.Made> awaited = new ArrayList<>();
  private final int before;

  /**
   * @param tables caught up with the topics
   */
  Rejections(StreamTables tables, List<Stage> stages) {
    this.tables = tables;
    this.before = tables.deadLetters().size();
    for (Stage stage : stages) {
      stage.goals().stream()
          .filter(Goal.Made.class::isInstance)
          .map(Goal.Made.class::cast)
          .forEach(awaited::add);
      for (Outgoing message : stage.messages().apply(tables)) {
        own.computeIfAbsent(message.topic(), topic -> new HashSet<>()).add(message.key());
      }
    }
  }

  /** Messages given up before this start whose results are still missing. */
  List<Outgoing> toRepeat() {
    Map<String, Outgoing> repeated = new HashMap<>();
    for (DeadLetter letter : tables.deadLetters().subList(0, before)) {
      if (letter.isWhole() && isOwn(letter.message()) && !hasResult(letter.message())) {
        repeated.put(letter.message().topic() + "/" + letter.message().key(), letter.message());
      }
    }
    return new ArrayList<>(repeated.values());
  }

  /**
   * @throws WorkbenchException when a worker has given up one of its messages since the start, or
   *     one that can't be repeated, or when somebody has cancelled one of its jobs
   */
  void requireNone() throws WorkbenchException {
    requireNoneCancelled();
    List<DeadLetter> letters = tables.deadLetters();
    for (int index = 0; index < letters.size(); index++) {
      DeadLetter letter = letters.get(index);
      if (isOwn(letter.message()) && (index >= before || isLost(letter))) {
        throw new WorkbenchException(
            "%s '%s' was given up: %s"
                .formatted(kind(letter.message()), letter.message().key(), letter.reason()));
      }
    }
  }

  /** Its layouts were acknowledged without an image: nothing would ever come. */
  private void requireNoneCancelled() throws WorkbenchException {
    for (Goal.Made goal : awaited) {
      if (tables.isCancelled(goal.job()) && goal.done(tables) < 1) {
        throw new WorkbenchException(
            "The job '%s' was cancelled, so that its images will never be complete; start again in another --run-directory."
                .formatted(goal.job()));
      }
    }
  }

  private boolean isLost(DeadLetter letter) {
    return !letter.isWhole() && !hasResult(letter.message());
  }

  private boolean isOwn(Outgoing message) {
    String topic = message.topic();
    if (topic.equals(Topics.LAYOUT_JOBS)) {
      return LayoutIds.job(message.key())
          .filter(own.getOrDefault(Topics.AUGMENTATION_JOBS, Set.of())::contains)
          .isPresent();
    }
    return own.getOrDefault(topic, Set.of()).contains(message.key());
  }

  private boolean hasResult(Outgoing message) {
    return switch (message.topic()) {
      case Topics.TRAINING_JOBS ->
          tables.update(message.key()).filter(ModelUpdate::getFinished).isPresent();
      case Topics.AUGMENTATION_JOBS -> !tables.synthetic(message.key()).isEmpty();
      case Topics.LAYOUT_JOBS ->
          tables.synthetic(LayoutIds.job(message.key()).orElseThrow()).containsKey(message.key());
      default -> false;
    };
  }

  private static String kind(Outgoing message) {
    return message.topic().equals(Topics.ANNOTATED_IMAGES) ? "The image" : "The job";
  }
}
