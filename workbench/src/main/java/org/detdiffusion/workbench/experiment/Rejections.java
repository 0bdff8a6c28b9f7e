package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Outgoing;

/**
 * What workers gave up of an experiment's own messages. What they gave up before this start is
 * asked for again where its result is missing; what they give up since ends it.
 */
final class Rejections {
  private final StreamTables tables;
  private final Map<String, Set<String>> own = new HashMap<>();
  private final int before;

  /**
   * @param tables caught up with the topics
   */
  Rejections(StreamTables tables, List<Stage> stages) {
    this.tables = tables;
    this.before = tables.deadLetters().size();
    for (Stage stage : stages) {
      for (Outgoing message : stage.messages().apply(tables)) {
        own.computeIfAbsent(message.topic(), topic -> new HashSet<>()).add(message.key());
      }
    }
  }

  /** Messages given up before this start whose results are still missing. */
  List<Outgoing> toRepeat() {
    Map<String, Outgoing> repeated = new HashMap<>();
    for (DeadLetter letter : tables.deadLetters().subList(0, before)) {
      if (isOwn(letter.message()) && !hasResult(letter.message())) {
        repeated.put(letter.message().topic() + "/" + letter.message().key(), letter.message());
      }
    }
    return new ArrayList<>(repeated.values());
  }

  /**
   * @throws WorkbenchException when a worker has given up one of its messages since the start
   */
  void requireNone() throws WorkbenchException {
    List<DeadLetter> letters = tables.deadLetters();
    for (DeadLetter letter : letters.subList(before, letters.size())) {
      if (isOwn(letter.message())) {
        throw new WorkbenchException(
            "%s '%s' was given up: %s"
                .formatted(kind(letter.message()), letter.message().key(), letter.reason()));
      }
    }
  }

  private boolean isOwn(Outgoing message) {
    String topic = message.topic();
    if (topic.equals(Topics.LAYOUT_JOBS)) {
      return job(message.key())
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
          tables.synthetic(job(message.key()).orElseThrow()).containsKey(message.key());
      default -> false;
    };
  }

  /** The augmentation job of a layout job, which is called "job-00042". */
  private static Optional<String> job(String layoutJob) {
    return layoutJob.matches(".+-\\d+")
        ? Optional.of(layoutJob.substring(0, layoutJob.lastIndexOf('-')))
        : Optional.empty();
  }

  private static String kind(Outgoing message) {
    return message.topic().equals(Topics.ANNOTATED_IMAGES) ? "The image" : "The job";
  }
}
