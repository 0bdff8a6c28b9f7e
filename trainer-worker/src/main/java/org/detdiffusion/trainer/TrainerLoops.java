package org.detdiffusion.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.BrokerHealth;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopState;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.Settings;
import org.detdiffusion.workerkit.TopicTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running trainer: the tail that fills its store and the slots that train. */
final class TrainerLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerLoops.class);
  private static final List<String> DATA =
      List.of(Topics.ANNOTATED_IMAGES, Topics.ATTRIBUTE_RECORDS, Topics.SYNTHETIC_IMAGES);
  private static final Duration PROBE = Duration.ofSeconds(3);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  /** A stopped trainer gives its run back, which counts as one: as many as Kafka allows. */
  private static final int ATTEMPTS = 9;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final BrokerHealth brokers;
  private final MessageImages images;
  private final StreamStore store;
  private final Publisher publisher;
  private final TopicTail tail;
  private final List<JobQueueLoop> slots = new ArrayList<>();

  /**
   * @param images closed with these loops
   */
  TrainerLoops(
      TrainerConfig config,
      KafkaClients clients,
      Trainings trainings,
      MeterRegistry registry,
      MessageImages images) {
    this.images = images;
    int count = Settings.atLeastOne("detdiffusion.trainer.slots", config.slots());
    JobQueueOptions queue = queue(config);
    store = new StreamStore(config.workDirectory().resolve("stream"));
    brokers = new BrokerHealth(clients, PROBE);
    publisher = clients.publisher();
    tail = new TopicTail("trainer-data", clients, DATA, store::add);
    TrainerParts parts =
        new TrainerParts(
            config,
            images,
            store,
            this::catchUp,
            trainings,
            publisher::publish,
            new TrainerMetrics(registry),
            clients.tracing(),
            new RunLocks(),
            stop);
    for (int slot = 1; slot <= count; slot++) {
      TrainingJobs jobs = new TrainingJobs(parts);
      String name = "trainer-" + slot;
      slots.add(new JobQueueLoop(name, clients, Groups.TRAINER, Topics.TRAINING_JOBS, queue, jobs));
    }
  }

  /** An interrupt cuts the last checkpoint short, so how long one may take is to be set. */
  static JobQueueOptions queue(TrainerConfig config) {
    return JobQueueOptions.batchesOf(1)
        .withAttempts(ATTEMPTS)
        .withGrace(config.grace())
        .withQueue(config.queue());
  }

  void start() {
    loops().forEach(Loop::start);
  }

  BrokerHealth brokers() {
    return brokers;
  }

  List<Loop> loops() {
    List<Loop> loops = new ArrayList<>();
    loops.add(tail);
    loops.addAll(slots);
    return loops;
  }

  private void catchUp() throws IOException, InterruptedException {
    if (!tail.awaitCaughtUp(CATCH_UP)) {
      throw new IOException(
          tail.state() instanceof LoopState.Failed failed
              ? failed.reason()
              : "the stream could not be read to its end within " + CATCH_UP);
    }
  }

  /** Runs write a checkpoint and are given back, once no slot is left that would take them. */
  @Override
  public void close() {
    slots.forEach(JobQueueLoop::askToStop);
    stop.countDown();
    slots.forEach(Loop::close);
    tail.close();
    closeStore();
    publisher.close();
    brokers.close();
    images.close();
  }

  private void closeStore() {
    try {
      store.close();
    } catch (IOException failed) {
      LOG.warn("the copy of the stream could not be closed: {}", failed.toString());
    }
  }
}
