package org.detdiffusion.workbench.letters;

import java.io.IOException;
import java.io.PrintWriter;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.DeadLetterTopics;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Redrive;
import org.detdiffusion.workerkit.RedrivePlan;

/** What {@code dead-letters redrive} is asked to do. */
public record RedriveLetters(LetterChoice choice, Reporting reporting) implements Task {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    KafkaClients clients = Cluster.at(choice.servers()).answering();
    DeadLetterTopics topics = new DeadLetterTopics(clients, LetterChoice.PATIENCE);
    RedriveReport report = new RedriveReport(out, reporting);
    if (reporting.dryRun()) {
      for (String topic : topics.existing(choice.topics())) {
        report.tell(topic, RedrivePlan.of(topics.pending(topic), choice));
      }
    } else {
      redrive(clients, topics, report);
    }
    report.end();
  }

  private void redrive(KafkaClients clients, DeadLetterTopics topics, RedriveReport report)
      throws IOException, WorkbenchException {
    try (Redrive redrive = Redrive.open(clients, LetterChoice.PATIENCE)) {
      for (String topic : topics.existing(choice.topics())) {
        report.tell(topic, redrive.run(topic, choice));
      }
    } catch (PublishException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }
}
