package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Repeats;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.jobs.JobBoard;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topics have told so far, as tables. Written by a topic's tail, read by an experiment.
 */
public final class StreamTables {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTables.class);

  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<Part, Map<String, AttributeRecord>> attributes = new HashMap<>();
  private final Map<String, ModelUpdate> updates = new HashMap<>();
  private final Map<String, List<TrainingProgress>> progress = new HashMap<>();
  private final Map<String, Map<String, SyntheticImage>> synthetic = new HashMap<>();
  private final CancelledJobs cancelled = new CancelledJobs();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private final MessageImages images;

  /** Of messages that have their images inside. */
  public StreamTables() {
    this(MessageImages.inline());
  }

  public StreamTables(MessageImages images) {
    this.images = images;
  }

  /** Where the images of messages are. */
  public MessageImages images() {
    return images;
  }

  private record Part(String dataSet, String split) {}

  /** The topics that the tables are made of. */
  public static List<String> topics() {
    List<String> topics = new ArrayList<>(Topics.ALL);
    Topics.ALL.stream().map(Topics::deadLetters).forEach(topics::add);
    return List.copyOf(topics);
  }

  public synchronized void accept(Incoming record) {
    if (record.key() == null || !JobBoard.isTelling(record)) {
      return;
    }
    keys.computeIfAbsent(record.topic(), topic -> new HashSet<>()).add(record.key());
    try {
      read(record);
    } catch (UnreadableMessageException e) {
      LOG.debug("left out a message of {}: {}", record.topic(), e.getMessage());
    }
    notifyAll();
  }

  private void read(Incoming record) throws UnreadableMessageException {
    switch (record.topic()) {
      case Topics.ATTRIBUTE_RECORDS -> add(Wire.decode(AttributeRecord.class, record.value()));
      case Topics.MODEL_UPDATES -> add(Wire.decode(ModelUpdate.class, record.value()));
      case Topics.TRAINING_PROGRESS -> add(Wire.decode(TrainingProgress.class, record.value()));
      case Topics.SYNTHETIC_IMAGES -> add(Wire.decode(SyntheticImage.class, record.value()));
      case Topics.CANCELLED_JOBS -> cancelled.accept(record);
      default -> addDeadLetter(record);
    }
  }

  private void add(AttributeRecord judged) {
    var part = new Part(judged.getDataSet(), judged.getSplit());
    var byId = attributes.computeIfAbsent(part, p -> new TreeMap<>());
    Repeats.of(Topics.ATTRIBUTE_RECORDS).add(byId, judged.getImageId(), judged);
  }

  private void add(ModelUpdate update) {
    updates.put(update.getRunId(), update);
  }

  /** Without the gate's verdicts, which would be here again at each resume of a run. */
  private void add(TrainingProgress step) {
    TrainingProgress told = TrainingProgress.newBuilder(step).setVerdicts(List.of()).build();
    progress.computeIfAbsent(step.getRunId(), run -> new ArrayList<>()).add(told);
  }

  private void add(SyntheticImage image) {
    var byId = synthetic.computeIfAbsent(image.getJobId(), job -> new TreeMap<>());
    Repeats.of(Topics.SYNTHETIC_IMAGES).add(byId, image.getId(), image);
  }

  private void addDeadLetter(Incoming record) {
    String origin = record.headers().get(DeadLetters.ORIGIN_TOPIC);
    if (origin != null) {
      String reason = record.headers().getOrDefault(DeadLetters.ERROR_REASON, "no reason given");
      Outgoing message = new Outgoing(origin, record.key(), record.value());
      deadLetters.add(new DeadLetter(message, reason));
    }
  }

  /** Waits for news, at most the given time. */
  @SuppressWarnings("WaitNotInLoop") // callers look again whatever woke them
  public synchronized void awaitNews(long millis) throws InterruptedException {
    wait(millis);
  }

  public synchronized boolean isPublished(String topic, String key) {
    return keys.getOrDefault(topic, Set.of()).contains(key);
  }

  /** Real images of a data set on the stream. */
  public synchronized int images(String dataSet) {
    return (int)
        keys.getOrDefault(Topics.ANNOTATED_IMAGES, Set.of()).stream()
            .filter(key -> ImageKey.isOf(dataSet, key))
            .count();
  }

  /** Judged images of a data set's split by id. */
  public synchronized Map<String, AttributeRecord> attributes(String dataSet, String split) {
    return new TreeMap<>(attributes.getOrDefault(new Part(dataSet, split), Map.of()));
  }

  /** How many images of a split were last judged by the detector of one of the runs. */
  synchronized int judged(String dataSet, String split, Set<String> runs) {
    Set<String> detectors =
        runs.stream()
            .filter(updates::containsKey)
            .map(run -> updates.get(run).getSha256())
            .collect(Collectors.toSet());
    return (int)
        attributes.getOrDefault(new Part(dataSet, split), Map.of()).values().stream()
            .filter(record -> detectors.contains(record.getDetectorSha256()))
            .count();
  }

  /** The newest model that a run has announced. */
  public synchronized Optional<ModelUpdate> update(String run) {
    return Optional.ofNullable(updates.get(run));
  }

  /**
   * As {@link #update}, of a run that has announced one.
   *
   * @throws WorkbenchException when it has not
   */
  public ModelUpdate model(String run) throws WorkbenchException {
    return update(run)
        .orElseThrow(() -> new WorkbenchException("no model of run '" + run + "' is known"));
  }

  /** -1 before the first announcement. */
  public synchronized int announcedStep(String run) {
    return updates.containsKey(run) ? updates.get(run).getStep() : -1;
  }

  public synchronized int trainedSteps(String run) {
    List<TrainingProgress> steps = progress.getOrDefault(run, List.of());
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).getStep();
  }

  /** Without the gate's verdicts. */
  public synchronized List<TrainingProgress> progress(String run) {
    return List.copyOf(progress.getOrDefault(run, List.of()));
  }

  /** Made images of a job by id. */
  public synchronized Map<String, SyntheticImage> synthetic(String job) {
    return new TreeMap<>(synthetic.getOrDefault(job, Map.of()));
  }

  /** How many images of a job are made. */
  public synchronized int made(String job) {
    return synthetic.getOrDefault(job, Map.of()).size();
  }

  /** Whether a job was cancelled: what is not made of it by now never will be. */
  public boolean isCancelled(String job) {
    return cancelled.contains(job);
  }

  /** What workers gave up, oldest first. */
  public synchronized List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
