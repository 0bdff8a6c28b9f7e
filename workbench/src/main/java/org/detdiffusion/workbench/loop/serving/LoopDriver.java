package org.detdiffusion.workbench.loop.serving;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.loop.serving.LoopStep.Awaited;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a loop's next step whenever the topics have told something new. */
final class LoopDriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopDriver.class);
  private static final Duration CATCH_UP = Duration.ofMinutes(1);
  private static final int LOOK_MILLIS = 500;

  private final Consumer<String> news;
  private final LoopView view;
  private final LoopDecision decision;
  private final TopicTail tail;
  private final Publisher publisher;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final AtomicReference<String> said = new AtomicReference<>("");
  private Optional<Awaited> awaited = Optional.empty();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "closed-loop"));

  /**
   * @param news is told what the loop has done, in words
   */
  LoopDriver(KafkaClients clients, LoopBudget budget, Consumer<String> news) {
    this.news = news;
    view = new LoopView(budget.dataSet(), budget.split());
    decision = new LoopDecision(budget, view);
    tail = new TopicTail("closed-loop", clients, LoopView.TOPICS, this::accept);
    publisher = clients.publisher();
  }

  void start() {
    tail.start();
    var unused =
        looks.scheduleWithFixedDelay(this::watch, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  Loop loop() {
    return tail;
  }

  private void accept(Incoming record) {
    view.accept(record);
    changed.set(true);
  }

  private void watch() {
    if (!changed.getAndSet(false)) {
      return;
    }
    try {
      LoopStep unused = look();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (PublishException | RuntimeException away) {
      LOG.warn("the closed loop can't go on now, trying again: {}", away.getMessage());
      changed.set(true);
    }
  }

  /** What was published before is read first, so that nothing is asked for twice. */
  synchronized LoopStep look() throws PublishException, InterruptedException {
    tail.requireCaughtUp(CATCH_UP);
    LoopStep step = decision.next();
    if (!(step instanceof LoopStep.Waits)) {
      awaited = Optional.empty();
    }
    take(step);
    return step;
  }

  private void take(LoopStep step) throws PublishException, InterruptedException {
    if (step instanceof LoopStep.Plans plans) {
      var job = plans.job();
      publisher.publish(message(Topics.AUGMENTATION_JOBS, job.getId(), job));
      say("asked for the %d images of '%s'".formatted(job.getImages(), job.getId()));
    } else if (step instanceof LoopStep.Trains trains) {
      publisher.publish(
          trains.jobs().stream()
              .map(job -> message(Topics.TRAINING_JOBS, job.getId(), job))
              .toList());
      say("trains on in " + trains.jobs().stream().map(TrainingJob::getId).toList());
    } else if (step instanceof LoopStep.Waits waits) {
      tell(waits);
    } else if (step instanceof LoopStep.Ends ends) {
      say(ends.reason());
    }
  }

  /** Said once, and not again with each image that comes. */
  private void tell(LoopStep.Waits waits) {
    if (!awaited.equals(Optional.of(waits.awaited()))) {
      awaited = Optional.of(waits.awaited());
      say("waits, " + waits.reason());
    }
    LOG.debug("the closed loop waits: {}", waits.reason());
  }

  private static Outgoing message(String topic, String id, SpecificRecord job) {
    return new Outgoing(topic, id, Wire.encode(job));
  }

  /** Once for each piece of news. */
  private void say(String sentence) {
    if (!sentence.equals(said.getAndSet(sentence))) {
      LOG.info("the closed loop {}", sentence);
      news.accept(sentence);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
    tail.close();
    publisher.close();
  }
}
