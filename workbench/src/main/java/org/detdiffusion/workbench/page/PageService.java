package org.detdiffusion.workbench.page;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.backlog.BacklogService;
import org.detdiffusion.workbench.page.images.ImageIndex;
import org.detdiffusion.workbench.page.images.StoredImages;
import org.detdiffusion.workbench.page.jobs.JobBoard;
import org.detdiffusion.workbench.page.jobs.JobState;
import org.detdiffusion.workbench.page.pipeline.PipelineState;
import org.detdiffusion.workbench.page.training.DifficultyShares;
import org.detdiffusion.workbench.page.training.TrainingRuns;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopOwner;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.RecordReader;
import org.detdiffusion.workerkit.TopicTail;
import org.detdiffusion.workerkit.Tracing;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Follows every topic for the page, and publishes what the page is asked to. */
@ApplicationScoped
public class PageService implements LoopOwner {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CATCH_UP = Duration.ofHours(1);

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject Tracing tracing;
  @Inject BacklogService backlog;
  @Inject Config settings;

  /** Images that the gallery holds the metadata of, about 2 KB each. */
  @ConfigProperty(name = "detdiffusion.page.images", defaultValue = "20000")
  int mostImages;

  private volatile StreamView view;
  private volatile StoredImages stored;
  private volatile Publisher publisher;
  private volatile TopicTail tail;

  void start(@Observes StartupEvent event) {
    KafkaClients clients = clients();
    stored =
        new StoredImages(new RecordReader(clients, PATIENCE), MessageImages.configured(settings));
    publisher = clients.publisher();
    view = new StreamView(backlog.seconds(), mostImages, InstantSource.system());
    List<String> topics =
        Stream.concat(Topics.ALL.stream(), Topics.ALL.stream().map(Topics::deadLetters)).toList();
    tail = new TopicTail("page", clients, topics, view::accept);
    tail.start();
    Thread watch = new Thread(this::goLive, "page-catching-up");
    watch.setDaemon(true);
    watch.start();
  }

  /** What lies on the topics already says nothing of today's pace. */
  private void goLive() {
    try {
      tail.requireCaughtUp(CATCH_UP);
      view.counts().goLive();
    } catch (RuntimeException away) {
      view.counts().goLive(); // the tail goes on, and says itself what is wrong
    }
  }

  void stop(@Observes ShutdownEvent event) {
    tail.close();
    publisher.close();
    stored.records().close();
    stored.images().close();
  }

  /** With the rights of the page. */
  public KafkaClients clients() {
    return new KafkaClients(kafka, meters).actingAs(ClusterRole.PAGE).traced(tracing);
  }

  @Override
  public List<Loop> loops() {
    return tail == null ? List.of() : List.of(tail);
  }

  public PipelineState pipeline() {
    return view.state(String.valueOf(kafka.get("bootstrap.servers")), backlog.newest());
  }

  public ImageIndex images() {
    return view.images();
  }

  /** Pixels and whole messages: most images of a long topic nobody looks at. */
  public StoredImages stored() {
    return stored;
  }

  public JobBoard jobs() {
    return view.jobs();
  }

  public List<JobState> jobStates() {
    return view.jobs().jobs(view.counts().perMinute(Topics.SYNTHETIC_IMAGES));
  }

  public TrainingRuns runs() {
    return view.runs();
  }

  public DifficultyShares shares() {
    return view.shares();
  }

  /** Returns when the brokers have it. */
  public void publish(Outgoing record) {
    try {
      publisher.publish(record);
    } catch (PublishException refused) {
      throw Refusal.unavailable(refused.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("The workbench is being stopped.");
    }
  }
}
