package org.detdiffusion.workbench.letters;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.DeadLetterTopics;
import org.detdiffusion.workerkit.KafkaClients;

/**
 * What {@code dead-letters list} is asked to do.
 *
 * @param json whether JSON is printed
 */
public record ListLetters(LetterChoice choice, boolean json) implements Task {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    KafkaClients clients = Cluster.at(choice.servers()).answering();
    DeadLetterTopics topics = new DeadLetterTopics(clients, LetterChoice.PATIENCE);
    List<DeadLetter> letters = new ArrayList<>();
    for (String topic : topics.existing(choice.topics())) {
      topics.pending(topic).stream().filter(choice).forEach(letters::add);
    }
    LetterReport report = new LetterReport(letters);
    out.println(json ? report.json() : report.text());
  }
}
