package org.detdiffusion.workbench.loop.serving;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the topics have told of one data set's split, without any picture. */
final class LoopView {
  static final List<String> TOPICS =
      List.of(
          Topics.ANNOTATED_IMAGES,
          Topics.ATTRIBUTE_RECORDS,
          Topics.MODEL_UPDATES,
          Topics.AUGMENTATION_JOBS,
          Topics.CANCELLED_JOBS,
          Topics.SYNTHETIC_IMAGES,
          Topics.TRAINING_JOBS);

  private static final Logger LOG = LoggerFactory.getLogger(LoopView.class);

  private final String dataSet;
  private final String split;
  private final Set<String> images = new HashSet<>();
  private final Map<String, String> judgedBy = new HashMap<>();
  private final Map<String, ModelUpdate> judges = new TreeMap<>();
  private final Map<String, TrainingJob> runs = new HashMap<>();
  private final Map<String, Integer> planned = new HashMap<>();
  private final CancelledJobs cancelled = new CancelledJobs();
  private final Map<String, Set<String>> made = new HashMap<>();

  LoopView(String dataSet, String split) {
    this.dataSet = dataSet;
    this.split = split;
  }

  synchronized void accept(Incoming record) {
    if (record.key() == null) {
      return;
    }
    try {
      if (record.topic().equals(Topics.CANCELLED_JOBS)) {
        cancelled.accept(record);
      } else if (record.value() == null) {
        forget(record);
      } else {
        read(record, record.value());
      }
    } catch (UnreadableMessageException e) {
      LOG.debug("left out a message of {}: {}", record.topic(), e.getMessage());
    }
  }

  private void forget(Incoming record) {
    switch (record.topic()) {
      case Topics.ANNOTATED_IMAGES -> images.remove(record.key());
      case Topics.ATTRIBUTE_RECORDS -> judgedBy.remove(record.key());
      default -> LOG.debug("left out a message of {} without a value", record.topic());
    }
  }

  private void read(Incoming record, byte[] value) throws UnreadableMessageException {
    switch (record.topic()) {
      case Topics.ANNOTATED_IMAGES ->
          add(record.key(), Wire.decode(AnnotatedImageMessage.class, value));
      case Topics.ATTRIBUTE_RECORDS ->
          judgedBy.put(record.key(), Wire.decode(AttributeRecord.class, value).getDetectorSha256());
      case Topics.MODEL_UPDATES -> add(Wire.decode(ModelUpdate.class, value));
      case Topics.AUGMENTATION_JOBS -> add(Wire.decode(AugmentationJob.class, value));
      case Topics.SYNTHETIC_IMAGES -> add(Wire.decode(SyntheticImage.class, value));
      case Topics.TRAINING_JOBS -> add(Wire.decode(TrainingJob.class, value));
      default -> LOG.debug("left out a message of {}", record.topic());
    }
  }

  private void add(String key, AnnotatedImageMessage image) {
    if (image.getDataSet().equals(dataSet) && image.getSplit().equals(split)) {
      images.add(key);
    } else {
      images.remove(key);
    }
  }

  private void add(AugmentationJob job) {
    planned.put(job.getId(), job.getImages());
  }

  private void add(ModelUpdate update) {
    if (update.getRole() == Role.DETECTOR && update.getFinished()) {
      if (covers(update.getLabels())) {
        judges.put(update.getName(), update);
      } else {
        judges.remove(update.getName());
      }
    }
  }

  private void add(TrainingJob job) {
    runs.put(job.getId(), job);
  }

  private boolean covers(LabelScope labels) {
    return labels != null && labels.getDataSet().equals(dataSet) && labels.getSplit().equals(split);
  }

  private void add(SyntheticImage image) {
    made.computeIfAbsent(image.getJobId(), job -> new HashSet<>()).add(image.getId());
  }

  /** The newest detectors that judge the split, by name. */
  synchronized List<ModelUpdate> judges() {
    return List.copyOf(judges.values());
  }

  /** The job of a run, while it is on its topic. */
  synchronized Optional<TrainingJob> run(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** How many images a job has asked for, if it was published. */
  synchronized Optional<Integer> asked(String job) {
    return Optional.ofNullable(planned.get(job));
  }

  /** Whether a job was cancelled: what is not made of it by now never will be. */
  boolean isCancelled(String job) {
    return cancelled.contains(job);
  }

  /** Images made for a job. */
  synchronized int made(String job) {
    return made.getOrDefault(job, Set.of()).size();
  }

  /** Images of the split whose newest verdict is none of these detectors'. */
  synchronized long unjudged(Collection<ModelUpdate> by) {
    Set<String> detectors = by.stream().map(ModelUpdate::getSha256).collect(Collectors.toSet());
    return images.stream()
        .filter(image -> !detectors.contains(judgedBy.getOrDefault(image, "")))
        .count();
  }
}
