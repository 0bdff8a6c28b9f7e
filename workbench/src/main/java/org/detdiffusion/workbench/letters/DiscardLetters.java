package org.detdiffusion.workbench.letters;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Reporting;
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
 */
public record DiscardLetters(LetterChoice choice, String reason, Reporting reporting)
    implements Task {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    KafkaClients clients = Cluster.at(choice.servers()).answering();
    DeadLetterTopics topics = new DeadLetterTopics(clients, LetterChoice.PATIENCE);
    SortedMap<String, List<DeadLetter>> discarded = new TreeMap<>();
    for (String topic : topics.existing(choice.topics())) {
      List<DeadLetter> chosen = topics.pending(topic).stream().filter(choice).toList();
      if (!chosen.isEmpty()) {
        discarded.put(topic, reporting.dryRun() ? chosen : discard(clients, topic));
      }
    }
    out.print(reporting.json() ? json(discarded) : text(discarded));
  }

  private List<DeadLetter> discard(KafkaClients clients, String topic)
      throws IOException, WorkbenchException {
    try (Redrive redrive = Redrive.open(clients, LetterChoice.PATIENCE)) {
      return redrive.discard(topic, choice, reason);
    } catch (PublishException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }

  private String text(SortedMap<String, List<DeadLetter>> discarded) {
    if (discarded.isEmpty()) {
      return "There is nothing to discard.%n".formatted();
    }
    StringBuilder text = new StringBuilder();
    String verb = reporting.verb("discarded", "would be discarded");
    discarded.forEach(
        (topic, letters) ->
            text.append("%s: %s %s%n".formatted(topic, number(letters), verb))
                .append(CodeCounts.of(letters).text()));
    return text.toString();
  }

  private static String number(List<DeadLetter> letters) {
    return String.format(Locale.ROOT, "%,d", letters.size());
  }

  private String json(SortedMap<String, List<DeadLetter>> discarded) {
    var root = new ObjectMapper().createObjectNode().put("dryRun", reporting.dryRun());
    root.put("letters", discarded.values().stream().mapToInt(List::size).sum());
    var topics = root.putObject("topics");
    discarded.forEach((topic, letters) -> topics.put(topic, letters.size()));
    return root.toPrettyString() + System.lineSeparator();
  }
}
