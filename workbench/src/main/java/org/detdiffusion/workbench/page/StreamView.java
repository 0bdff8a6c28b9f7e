package org.detdiffusion.workbench.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.backlog.ImageSeconds;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page shows, kept small however long the topics grow. */
final class StreamView {
  private static final Logger LOG = LoggerFactory.getLogger(StreamView.class);
  private static final int IMAGES = 24;
  private static final int DEAD_LETTERS = 20;
  private static final int RUNS = 12;
  private static final int MODELS = 40;

  private final Map<String, Long> counts = new HashMap<>();
  private final Newest<ShownImage> real = new Newest<>(IMAGES);
  private final Newest<ShownImage> synthetic = new Newest<>(IMAGES);
  private final Newest<StreamState.DeadLetter> deadLetters = new Newest<>(DEAD_LETTERS);
  private final Map<String, StreamState.Run> runs = bounded(RUNS);
  private final Map<String, StreamState.Model> models = bounded(MODELS);
  private final ImageSeconds seconds;
  private long finishedRuns;
  private long number;

  /**
   * An empty view.
   *
   * @param seconds is told how long images took
   */
  StreamView(ImageSeconds seconds) {
    this.seconds = seconds;
  }

  synchronized void accept(Incoming record) {
    if (DeadLetters.isReceipt(record)) {
      return;
    }
    counts.merge(record.topic(), 1L, Long::sum);
    if (record.value() == null) {
      return;
    }
    try {
      read(record);
    } catch (UnreadableMessageException e) {
      LOG.debug("left out a message of {}: {}", record.topic(), e.getMessage());
    }
  }

  private void read(Incoming record) throws UnreadableMessageException {
    byte[] value = record.value();
    switch (record.topic()) {
      case Topics.ANNOTATED_IMAGES ->
          real.add(ShownImage.of(number++, Wire.decode(AnnotatedImageMessage.class, value)));
      case Topics.SYNTHETIC_IMAGES -> show(Wire.decode(SyntheticImage.class, value));
      case Topics.TRAINING_PROGRESS -> show(Wire.decode(TrainingProgress.class, value));
      case Topics.MODEL_UPDATES -> show(Wire.decode(ModelUpdate.class, value));
      default -> showDeadLetter(record);
    }
  }

  private void show(SyntheticImage image) {
    seconds.add(image.getMillis());
    synthetic.add(ShownImage.of(number++, image));
  }

  private void show(TrainingProgress step) {
    runs.remove(step.getRunId());
    if (step.getStep() < step.getSteps()) {
      runs.put(
          step.getRunId(),
          new StreamState.Run(
              step.getRunId(), step.getStep(), step.getSteps(), step.getSecondsPerStep()));
    }
  }

  private void show(ModelUpdate update) {
    finishedRuns += update.getFinished() ? 1 : 0;
    double ap = update.getMetrics().getOrDefault("ap", -1.0);
    models.put(
        update.getRole() + "/" + update.getName(),
        new StreamState.Model(
            update.getRole().name(), update.getName(), update.getStep(), update.getFinished(), ap));
  }

  private void showDeadLetter(Incoming record) {
    String origin = record.headers().get(DeadLetters.ORIGIN_TOPIC);
    if (origin != null) {
      String reason = record.headers().getOrDefault(DeadLetters.ERROR_REASON, "");
      deadLetters.add(new StreamState.DeadLetter(origin, String.valueOf(record.key()), reason));
    }
  }

  synchronized StreamState state(String bootstrapServers) {
    return new StreamState(
        bootstrapServers,
        Topics.ALL.stream().map(this::count).toList(),
        List.copyOf(runs.values()),
        List.copyOf(models.values()),
        deadLetters.list(),
        real.list(),
        synthetic.list());
  }

  /** Of the images still held. */
  synchronized Optional<ShownImage> image(long wanted) {
    return Stream.concat(real.list().stream(), synthetic.list().stream())
        .filter(image -> image.number() == wanted)
        .findFirst();
  }

  private StreamState.TopicCount count(String topic) {
    long dead = counts.getOrDefault(Topics.deadLetters(topic), 0L);
    return new StreamState.TopicCount(
        topic, counts.getOrDefault(topic, 0L), waiting(topic, dead), dead);
  }

  private long waiting(String topic, long dead) {
    long results =
        switch (topic) {
          case Topics.LAYOUT_JOBS -> counts.getOrDefault(Topics.SYNTHETIC_IMAGES, 0L);
          case Topics.TRAINING_JOBS -> finishedRuns;
          default -> -1;
        };
    long jobs = counts.getOrDefault(topic, 0L);
    return results < 0 ? -1 : Math.max(0, jobs - results - dead);
  }

  private static <V> Map<String, V> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }
}
