package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClientMetersTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final KafkaClients clients = new KafkaClients(TestBroker.properties(), registry);

  @Test
  void aProducerReportsUntilItIsClosed() throws Exception {
    var topic = TestTopic.create("counted");
    try (var publisher = clients.publisher()) {
      publisher.publish(topic.outgoing("word"));
      // More than once when the new topic's leader does not know it yet.
      assertThat(registry.get("kafka.producer.record.send.total").functionCounters())
          .anySatisfy(sent -> assertThat(sent.count()).isPositive());
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void consumersReportUntilTheyAreClosed() {
    try (var tail = clients.tailConsumer();
        var member = clients.groupConsumer("members", 10)) {
      assertThat(tail.metrics()).isNotEmpty();
      assertThat(registry.getMeters())
          .extracting(meter -> meter.getId().getTag("client.id"))
          .contains(clientId(tail.metrics()), clientId(member.metrics()));
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aMemberOfAPoolReportsUntilItIsClosed() {
    try (var member = clients.shareConsumer("pool", JobQueueOptions.batchesOf(10))) {
      assertThat(member.metrics()).isNotEmpty();
      assertThat(registry.getMeters())
          .extracting(meter -> meter.getId().getTag("client.id"))
          .contains(clientId(member.metrics()));
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void anAdminReportsUntilItIsClosed() {
    try (var admin = clients.admin()) {
      assertThat(admin.client().metrics()).isNotEmpty();
      assertThat(names()).anyMatch(name -> name.startsWith("kafka.admin.client."));
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aTransformThatIsClosedForANewerOneLeavesNoMeters() throws Exception {
    var topic = TestTopic.create("judged");
    topic.write("word");
    var seen = new CountDownLatch(1);
    Transform transform =
        word -> {
          seen.countDown();
          return List.of();
        };
    try (var loop =
        new TransformLoop("labeller.0a", clients, topic.name(), List.of(topic.name()), transform)) {
      loop.start();
      seen.await();
      assertThat(names()).contains(Meters.RUNNING.declaration().name());
    }
    assertThat(names()).isEmpty();
  }

  private static String clientId(java.util.Map<org.apache.kafka.common.MetricName, ?> metrics) {
    return metrics.keySet().iterator().next().tags().get("client-id");
  }

  private java.util.List<String> names() {
    return registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).toList();
  }
}
