package org.detdiffusion.workbench.page;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.backlog.BacklogService;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopOwner;
import org.detdiffusion.workerkit.TopicTail;
import org.eclipse.microprofile.config.Config;

/** Follows every topic for the page. */
@ApplicationScoped
public class PageService implements LoopOwner {
  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject BacklogService backlog;
  @Inject Config settings;

  private StreamView view;
  private volatile MessageImages images;
  private volatile TopicTail tail;

  void start(@Observes StartupEvent event) {
    images = MessageImages.configured(settings);
    List<String> topics = new ArrayList<>(Topics.ALL);
    Topics.ALL.stream().map(Topics::deadLetters).forEach(topics::add);
    view = new StreamView(backlog.seconds());
    KafkaClients clients = new KafkaClients(kafka, meters).actingAs(ClusterRole.PAGE);
    tail = new TopicTail("page", clients, topics, view::accept);
    tail.start();
  }

  void stop(@Observes ShutdownEvent event) {
    tail.close();
    images.close();
  }

  @Override
  public List<Loop> loops() {
    return tail == null ? List.of() : List.of(tail);
  }

  StreamState state() {
    return view.state(String.valueOf(kafka.get("bootstrap.servers")));
  }

  Optional<ShownImage> image(long number) {
    return view.image(number);
  }

  /** Fetched when it is asked for: most images of a long topic nobody looks at. */
  byte[] bytes(ShownImage shown) throws ImageException {
    return images.bytes(shown.image());
  }
}
