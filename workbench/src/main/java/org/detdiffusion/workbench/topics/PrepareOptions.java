package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * What {@code prepare} is asked to do: what workers need and may not do themselves.
 *
 * @param servers host:port of Kafka brokers
 */
public record PrepareOptions(String servers, List<Grant> grants, Reporting reporting)
    implements Task {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    Cluster cluster = Cluster.at(servers);
    KafkaClients clients = cluster.answering();
    try {
      List<String> missing = clients.missingTopics();
      if (!reporting.dryRun()) {
        prepare(cluster.withTopics());
      }
      out.println(reporting.json() ? json(missing) : text(missing));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped while Kafka was being asked.", e);
    } catch (RuntimeException e) {
      throw new WorkbenchException(
          "Kafka at '%s' can't be prepared: %s".formatted(servers, e.getMessage()), e);
    }
  }

  private void prepare(KafkaClients clients) throws InterruptedException {
    clients.prepareQueues();
    for (Grant grant : grants) {
      clients.grant(grant.role(), grant.user());
    }
  }

  private String text(List<String> missing) {
    StringBuilder text = new StringBuilder();
    if (reporting.dryRun()) {
      text.append(
          "Would make %d topics%s and set up the share groups."
              .formatted(
                  missing.size(),
                  missing.isEmpty() ? "" : " (" + String.join(", ", missing) + ")"));
    } else {
      text.append("The topics are there, and the share groups are set up.");
    }
    String has = reporting.verb("has", "would have");
    grants.forEach(
        grant ->
            text.append(
                "%nUser %s %s the rights of the %s.".formatted(grant.user(), has, grant.role())));
    return text.toString();
  }

  /** One object; {@code grants} has the users of each role. */
  private String json(List<String> missing) {
    ObjectNode root = JSON.createObjectNode();
    root.put("dryRun", reporting.dryRun());
    root.set("topicsMade", JSON.valueToTree(missing));
    ObjectNode users = root.putObject("grants");
    grants.forEach(grant -> users.withArray(grant.role().toString()).add(grant.user()));
    return root.toPrettyString();
  }
}
