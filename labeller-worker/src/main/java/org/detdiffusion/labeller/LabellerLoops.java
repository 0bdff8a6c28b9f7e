package org.detdiffusion.labeller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.BrokerHealth;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.TopicTail;
import org.detdiffusion.workerkit.TransformLoop;
import org.jboss.logging.Logger;

/** The running labeller: inspects images, follows model-updates, and keeps detectors at work. */
final class LabellerLoops implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LabellerLoops.class);
  private static final List<String> IMAGES = List.of(Topics.ANNOTATED_IMAGES);
  private static final String INSPECTION = Groups.LABELLER_PREFIX + "inspection";
  private static final Duration PROBE = Duration.ofSeconds(3);
  private static final Duration CATCH_UP = Duration.ofMinutes(1);
  private static final int RETRY_SECONDS = 5;

  private final LabellerConfig config;
  private final KafkaClients clients;
  private final BrokerHealth brokers;
  private final LabellerMetrics metrics;
  private final MessageImages images;
  private final Map<String, ModelUpdate> newest = new ConcurrentHashMap<>();
  private final ScheduledExecutorService changes =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "labeller-changes"));
  private final AtomicBoolean planned = new AtomicBoolean();
  private final TopicTail updates;
  private final Loop inspection;
  private final Labellings labellings;

  /**
   * @param images closed with these loops
   */
  LabellerLoops(LabellerConfig config, KafkaClients clients, Judges judges, MessageImages images) {
    this.config = config;
    this.clients = clients;
    this.images = images;
    brokers = new BrokerHealth(clients, PROBE);
    metrics = new LabellerMetrics(clients.meters());
    labellings = new Labellings(config.modelsDirectory(), judges, this::loop);
    updates =
        new TopicTail("labeller-models", clients, List.of(Topics.MODEL_UPDATES), this::announced);
    inspection =
        new TransformLoop(
            "labeller-inspection", clients, INSPECTION, IMAGES, new ImageInspection(images));
  }

  void start() {
    inspection.start();
    updates.start();
  }

  BrokerHealth brokers() {
    return brokers;
  }

  List<Loop> loops() {
    List<Loop> loops = new ArrayList<>(List.of(inspection, updates));
    loops.addAll(labellings.loops());
    return loops;
  }

  private Loop loop(ModelUpdate detector, Judge judge) {
    return DetectorLoops.of(clients, detector, judge, config.rule(), metrics, images);
  }

  private void announced(Incoming record) {
    try {
      ModelUpdate update = Wire.decode(ModelUpdate.class, record.value());
      newest.put(update.getRole() + "/" + update.getName(), update);
      changes.execute(this::follow);
    } catch (UnreadableMessageException unreadable) {
      LOG.errorf("a model update was passed over: %s", unreadable.getMessage());
    } catch (RejectedExecutionException closing) {
      LOG.debug("a model update came while closing");
    }
  }

  /** Waits for the newest of what was announced before, so that older detectors never start. */
  private void follow() {
    try {
      updates.requireCaughtUp(CATCH_UP);
      if (!labellings.follow(newest)) {
        followLater();
      }
    } catch (RuntimeException away) {
      if (!changes.isShutdown()) {
        LOG.warnf("model updates can't be followed, trying again: %s", away.getMessage());
      }
      followLater();
    }
  }

  /** Once, however many announcements ask for it. */
  private void followLater() {
    if (planned.getAndSet(true)) {
      return;
    }
    try {
      var unused = changes.schedule(this::followAgain, RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.debug("model updates were to be followed while closing");
    }
  }

  private void followAgain() {
    planned.set(false);
    follow();
  }

  @Override
  public void close() {
    updates.close();
    changes.shutdownNow();
    labellings.close();
    inspection.close();
    brokers.close();
    images.close();
  }
}
