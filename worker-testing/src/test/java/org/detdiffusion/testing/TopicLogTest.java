package org.detdiffusion.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TopicLogTest {
  private final BrokerResource broker = new BrokerResource();
  private KafkaClients clients;

  @BeforeEach
  void startBroker() {
    clients = BrokerResource.clients(broker.start().get("kafka.bootstrap.servers"));
  }

  @AfterEach
  void stopBroker() {
    broker.stop();
  }

  @Test
  void aDoubleThatComesASecondLaterIsSeen() throws Exception {
    try (Publisher publisher = clients.publisher();
        TopicLog log = new TopicLog(clients, Topics.LAYOUT_JOBS)) {
      publish(publisher);
      var late = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
      var second = CompletableFuture.runAsync(() -> publish(publisher), late);

      assertThat(log.settled(Topics.LAYOUT_JOBS, 1)).hasSize(2);
      second.get();
    }
  }

  private static void publish(Publisher publisher) {
    try {
      publisher.publish(new Outgoing(Topics.LAYOUT_JOBS, "a", new byte[] {1}));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
