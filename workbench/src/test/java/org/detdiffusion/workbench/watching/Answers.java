package org.detdiffusion.workbench.watching;

import java.util.ArrayList;
import java.util.List;

/**
 * What a Prometheus answers to the queries that we ship.
 *
 * @param time at which it is asked, in seconds since 1970
 */
public record Answers(Prometheus prometheus, double time) {
  /** As long as the process can have run: what happened once counts. */
  private static final String RANGE = "10m";

  /** Of a Prometheus that has watched a process, also when that has ended since. */
  public static Answers of(Prometheus prometheus) throws Exception {
    return new Answers(prometheus, prometheus.lastHeard());
  }

  /** Queries of panels and recorded rules without an answer, or with none that is a number. */
  public List<String> unanswered() throws Exception {
    List<Query> queries = new ArrayList<>(MonitoringFiles.panels());
    queries.addAll(MonitoringFiles.recorded());
    List<String> unanswered = new ArrayList<>();
    for (Query query : queries) {
      Query filled = query.over(RANGE);
      List<Double> values = prometheus.values(filled, time);
      if (values.isEmpty() || !isKafkas(filled) && values.stream().allMatch(v -> v.isNaN())) {
        unanswered.add(filled + " = " + values);
      }
    }
    return unanswered;
  }

  /** Kafka's clients tell means of nothing as no number. */
  private static boolean isKafkas(Query query) {
    return query.names().stream().allMatch(name -> name.startsWith("kafka_"));
  }

  /** An alert that is quiet returns nothing; what it looks at does. */
  public List<String> unseenByAlerts() throws Exception {
    List<String> unseen = new ArrayList<>();
    for (Query alert : MonitoringFiles.alerted()) {
      for (String name : alert.names()) {
        if (!MonitoringFiles.isKubernetes(name)
            && prometheus.values(new Query(alert.where(), name), time).isEmpty()) {
          unseen.add(alert.where() + ": " + name);
        }
      }
    }
    return unseen;
  }

  /** Alerts that are told or about to be. */
  public List<String> firing() throws Exception {
    List<String> firing = new ArrayList<>();
    for (Query alert : MonitoringFiles.alerted()) {
      if (!prometheus.values(alert, time).isEmpty()) {
        firing.add(alert.where());
      }
    }
    return firing;
  }
}
