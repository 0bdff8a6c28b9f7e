package org.detdiffusion.trainer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Tracing;

/** A trainer without Kafka: a store filled by hand, an outbox that keeps what is sent. */
final class TrainerBench {
  final StreamStore store;
  final FakeTrainings trainings = new FakeTrainings();
  final List<Outgoing> sent = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final CountDownLatch stop = new CountDownLatch(1);
  Consumer<Outgoing> beforeSending = message -> {};
  private final TrainingJobs jobs;
  private long offset;

  TrainerBench(Path directory) {
    this(directory, null, MessageImages.inline());
  }

  /**
   * @param other trainings to use instead of the fakes, or null
   */
  TrainerBench(Path directory, Trainings other) {
    this(directory, other, MessageImages.inline());
  }

  TrainerBench(Path directory, Trainings other, MessageImages images) {
    this(directory, other, images, Tracing.OFF);
  }

  TrainerBench(Path directory, Tracing tracing) {
    this(directory, null, MessageImages.inline(), tracing);
  }

  private TrainerBench(Path directory, Trainings other, MessageImages images, Tracing tracing) {
    store = new StreamStore(directory.resolve("stream"));
    jobs =
        new TrainingJobs(
            new TrainerParts(
                new FixedConfig(directory, Duration.ofMillis(300)),
                images,
                store,
                () -> {},
                other == null ? trainings : other,
                this::send,
                new TrainerMetrics(meters),
                tracing,
                new RunLocks(),
                stop));
  }

  private void send(Outgoing message) {
    beforeSending.accept(message);
    sent.add(message);
  }

  TrainerBench withImages(String split, int count) {
    for (int i = 0; i < count; i++) {
      String id = split + "-" + i;
      add(Topics.ANNOTATED_IMAGES, id, Examples.image(id, split));
    }
    return this;
  }

  void add(String topic, String key, SpecificRecord message) {
    add(topic, key, message, Map.of());
  }

  void add(String topic, String key, SpecificRecord message, Map<String, String> headers) {
    store.add(new Incoming(topic, 0, offset++, key, Wire.encode(message), headers, 1));
  }

  JobOutcome run(TrainingJob job) throws InterruptedException {
    return run(Wire.encode(job));
  }

  JobOutcome run(byte[] job) throws InterruptedException {
    var record = new Incoming(Topics.TRAINING_JOBS, 0, 0, "key", job, Map.of(), 1);
    return jobs.handle(List.of(record)).get(0);
  }

  List<TrainingProgress> progress() throws UnreadableMessageException {
    List<TrainingProgress> messages = new ArrayList<>();
    for (Outgoing message : sent) {
      if (message.topic().equals(Topics.TRAINING_PROGRESS)) {
        messages.add(Wire.decode(TrainingProgress.class, message.value()));
      }
    }
    return messages;
  }

  List<ModelUpdate> announcedEarly() throws UnreadableMessageException {
    List<ModelUpdate> messages = new ArrayList<>();
    for (Outgoing message : sent) {
      if (message.topic().equals(Topics.MODEL_UPDATES)) {
        messages.add(Wire.decode(ModelUpdate.class, message.value()));
      }
    }
    return messages;
  }

  /** The announcement of a finished run. */
  static ModelUpdate model(JobOutcome outcome) throws UnreadableMessageException {
    Outgoing message = ((JobOutcome.Done) outcome).outputs().get(0);
    return Wire.decode(ModelUpdate.class, message.value());
  }
}
