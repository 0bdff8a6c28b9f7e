package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/**
 * Whether the brokers answer, in a bounded time: a probe must not wait for a broker as long as a
 * client does. Safe for several threads.
 */
public final class BrokerHealth implements AutoCloseable {
  private static final String NAME = "brokers reachable";

  private final KafkaClients clients;
  private final Duration limit;
  private Optional<MeteredAdmin> admin = Optional.empty();

  /**
   * @param limit longest time that a check takes
   */
  public BrokerHealth(KafkaClients clients, Duration limit) {
    this.clients = clients;
    this.limit = limit;
  }

  /** For a bean annotated {@code @Readiness}. */
  public HealthCheck readiness() {
    return this::check;
  }

  private HealthCheckResponse check() {
    try {
      var options = new DescribeClusterOptions().timeoutMs(Math.toIntExact(limit.toMillis()));
      int nodes = admin().describeCluster(options).nodes().get().size();
      return response(Status.UP, Map.of("nodes", nodes));
    } catch (ExecutionException | KafkaException away) {
      return down(BrokersAwayException.of(clients.bootstrapServers(), limit, away).getMessage());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return down("This process is ending.");
    }
  }

  private static HealthCheckResponse down(String reason) {
    return response(Status.DOWN, Map.of("reason", reason));
  }

  private static HealthCheckResponse response(Status status, Map<String, Object> data) {
    return new HealthCheckResponse(NAME, status, Optional.of(data));
  }

  private synchronized AdminClient admin() {
    if (admin.isEmpty()) {
      admin = Optional.of(clients.admin());
    }
    return admin.get().client();
  }

  @Override
  public synchronized void close() {
    admin.ifPresent(MeteredAdmin::close);
  }
}
