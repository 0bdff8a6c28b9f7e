package org.detdiffusion.generator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.BrokerHealth;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.JobQueueOptions;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.Settings;
import org.detdiffusion.workerkit.TopicTail;
import org.jboss.logging.Logger;

/**
 * The running generator: slots that make images, each with its own networks. Takes no jobs before a
 * generator is announced, so that jobs published early wait in the queue.
 */
final class GeneratorLoops implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GeneratorLoops.class);
  private static final int RETRY_SECONDS = 5;
  private static final Duration PROBE = Duration.ofSeconds(3);
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  private final AnnouncedGenerators announced = new AnnouncedGenerators();
  private final BrokerHealth brokers;
  private final MessageImages images;
  private final List<ImageGeneration> generations = new ArrayList<>();
  private final TopicTail updates;
  private final List<JobQueueLoop> slots = new ArrayList<>();
  private final ScheduledExecutorService beginning =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "generator-beginning"));
  private final CancelledJobs cancelled = new CancelledJobs();
  private final AtomicBoolean begun = new AtomicBoolean();
  private boolean taking;

  /**
   * @param images closed with these loops
   */
  GeneratorLoops(
      GeneratorConfig config, KafkaClients clients, ImageMakers makers, MessageImages images) {
    this.images = images;
    int count = Settings.atLeastOne("detdiffusion.generator.slots", config.slots());
    int batch = Settings.atLeastOne("detdiffusion.generator.batch", config.batch());
    var queue =
        JobQueueOptions.batchesOf(batch)
            .withBatchWait(config.batchWait())
            .withGrace(config.grace())
            .withQueue(config.queue());
    int models =
        Settings.atLeastOne("detdiffusion.generator.models-in-memory", config.modelsInMemory());
    brokers = new BrokerHealth(clients, PROBE);
    GeneratorMetrics metrics = new GeneratorMetrics(clients.meters());
    for (int slot = 1; slot <= count; slot++) {
      var own = new LoadedGenerators(config.modelsDirectory(), makers, models);
      var makes = new ImageGeneration(announced, own, metrics, images);
      generations.add(makes);
      var generation = new UncancelledJobs(makes, cancelled, metrics);
      String name = "generator-" + slot;
      slots.add(
          new JobQueueLoop(name, clients, Groups.GENERATOR, Topics.LAYOUT_JOBS, queue, generation));
    }
    List<String> followed = List.of(Topics.MODEL_UPDATES, Topics.CANCELLED_JOBS);
    updates = new TopicTail("generator-models", clients, followed, this::read);
  }

  void start() {
    updates.start();
  }

  private void read(Incoming record) {
    if (record.topic().equals(Topics.CANCELLED_JOBS)) {
      cancelled.accept(record);
    } else {
      announced(record);
    }
  }

  private void announced(Incoming record) {
    announced.read(record);
    if (!announced.isEmpty() && !begun.getAndSet(true)) {
      beginning.execute(this::begin);
    }
  }

  /** Only once all is read: jobs shall find the newest generators, and what was cancelled. */
  private void begin() {
    try {
      updates.requireCaughtUp(CATCH_UP);
      synchronized (this) {
        taking = true;
        slots.forEach(Loop::start);
      }
    } catch (RuntimeException away) {
      beginLater(away);
    }
  }

  private void beginLater(RuntimeException reason) {
    if (beginning.isShutdown()) {
      return;
    }
    LOG.warnf("model updates can't be followed, trying again: %s", reason.getMessage());
    try {
      var unused = beginning.schedule(this::begin, RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("layout jobs were to be taken while closing");
    }
  }

  BrokerHealth brokers() {
    return brokers;
  }

  synchronized List<Loop> loops() {
    List<Loop> loops = new ArrayList<>(List.of(updates));
    if (taking) {
      loops.addAll(slots);
    }
    return loops;
  }

  @Override
  public void close() {
    updates.close();
    beginning.shutdownNow();
    slots.forEach(JobQueueLoop::askToStop);
    slots.forEach(Loop::close);
    generations.forEach(ImageGeneration::close);
    brokers.close();
    images.close();
  }
}
