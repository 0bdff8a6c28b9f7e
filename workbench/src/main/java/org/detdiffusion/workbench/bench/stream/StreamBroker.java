package org.detdiffusion.workbench.bench.stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.bench.PlainClients;

/** The broker that everything is measured on. */
record StreamBroker(KafkaClients clients, PlainClients plain, AtomicInteger topics) {

  static StreamBroker at(String servers) {
    var clients = new KafkaClients(Map.of("bootstrap.servers", servers), new SimpleMeterRegistry());
    return new StreamBroker(clients, new PlainClients(servers), new AtomicInteger());
  }

  /** A topic of one partition, with a share group of its name; each call makes another. */
  String topic(String purpose) throws InterruptedException {
    String name = purpose + "-" + topics.incrementAndGet();
    plain.create(name);
    return name;
  }
}
