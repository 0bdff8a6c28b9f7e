package org.detdiffusion.workbench.letters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.DeadLetterTopics;
import org.detdiffusion.workerkit.DiscardedLetter;

/**
 * What {@code dead-letters list --discarded} is asked to do.
 *
 * @param json whether JSON is printed
 */
public record ListDiscarded(LetterChoice choice, boolean json) implements Task {
  private static final String ROW = "%-18s %-12s %-24s %-24s %-20s %s%n";
  private static final int MOST_KEY = 24;
  private static final int MOST_REASON = 100;

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    var topics =
        new DeadLetterTopics(Cluster.at(choice.servers()).answering(), LetterChoice.PATIENCE);
    List<DiscardedLetter> letters = new ArrayList<>();
    for (String topic : topics.existing(choice.topics())) {
      topics.discarded(topic).stream()
          .filter(discarded -> choice.test(discarded.letter()))
          .forEach(letters::add);
    }
    if (json) {
      out.println(json(letters));
    } else if (letters.isEmpty()) {
      out.println("No such dead letter was discarded.");
    } else {
      out.printf(Locale.ROOT, ROW, "topic", "id", "key", "code", "discarded", "why");
      letters.forEach(letter -> print(out, letter));
    }
  }

  private static void print(PrintWriter out, DiscardedLetter discarded) {
    var letter = discarded.letter();
    out.printf(
        Locale.ROOT,
        ROW,
        letter.origin().topic(),
        LetterChoice.id(letter),
        letter.key() == null ? "-" : Printable.line(letter.key(), MOST_KEY),
        Printable.line(letter.code()),
        discarded.time(),
        Printable.line(discarded.reason(), MOST_REASON));
  }

  private static String json(List<DiscardedLetter> letters) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (DiscardedLetter discarded : letters) {
      ObjectNode node = array.addObject();
      node.put("topic", discarded.letter().origin().topic());
      node.put("partition", discarded.letter().origin().partition());
      node.put("offset", discarded.letter().origin().offset());
      node.put("key", discarded.letter().key());
      node.put("code", discarded.letter().code());
      node.put("discarded", discarded.time().toString());
      node.put("why", discarded.reason());
    }
    return array.toPrettyString();
  }
}
