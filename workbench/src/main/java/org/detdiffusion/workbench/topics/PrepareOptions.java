package org.detdiffusion.workbench.topics;

import java.io.PrintWriter;
import java.util.List;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * What {@code prepare} is asked to do: what workers need and may not do themselves.
 *
 * @param servers host:port of Kafka brokers
 */
public record PrepareOptions(String servers, List<Grant> grants) implements Task {

  public PrepareOptions {
    grants = List.copyOf(grants);
  }

  /**
   * Rights; a role may have several users, and a user several roles.
   *
   * @param user as it logs in
   */
  public record Grant(ClusterRole role, String user) {}

  @Override
  public void run(PrintWriter out, PrintWriter err) throws WorkbenchException {
    KafkaClients clients = Cluster.at(servers).withTopics();
    try {
      clients.prepareQueues();
      out.println("The topics are there, and the share groups are set up.");
      for (Grant grant : grants) {
        clients.grant(grant.role(), grant.user());
        out.printf("User %s has the rights of the %s.%n", grant.user(), grant.role());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped while Kafka was being asked.", e);
    } catch (RuntimeException e) {
      throw new WorkbenchException(
          "Kafka at '%s' can't be prepared: %s".formatted(servers, e.getMessage()), e);
    }
  }
}
