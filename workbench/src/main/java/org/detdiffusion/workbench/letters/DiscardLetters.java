package org.detdiffusion.workbench.letters;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.DeadLetterTopics;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Redrive;

/**
 * What {@code dead-letters discard} is asked to do.
 *
 * @param reason that is kept with the letters; may be empty
 * @param dryRun whether to say only what would be discarded
 */
public record DiscardLetters(LetterChoice choice, String reason, boolean dryRun) implements Task {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    KafkaClients clients = Cluster.at(choice.servers()).answering();
    DeadLetterTopics topics = new DeadLetterTopics(clients, LetterChoice.PATIENCE);
    int letters = 0;
    for (String topic : topics.existing(choice.topics())) {
      List<DeadLetter> chosen = topics.pending(topic).stream().filter(choice).toList();
      letters += tell(out, topic, dryRun || chosen.isEmpty() ? chosen : discard(clients, topic));
    }
    if (letters == 0) {
      out.println("There is nothing to discard.");
    }
  }

  private List<DeadLetter> discard(KafkaClients clients, String topic)
      throws IOException, WorkbenchException {
    try (Redrive redrive = Redrive.open(clients, LetterChoice.PATIENCE)) {
      return redrive.discard(topic, choice, reason);
    } catch (PublishException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }

  private int tell(PrintWriter out, String topic, List<DeadLetter> letters) {
    if (!letters.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s: %,d %s%n%s",
          topic,
          letters.size(),
          dryRun ? "would be discarded" : "discarded",
          CodeCounts.of(letters).text());
    }
    return letters.size();
  }
}
