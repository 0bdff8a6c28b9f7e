package org.detdiffusion.workbench.letters;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.page.PageService;
import org.detdiffusion.workbench.page.Refusal;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.DeadLetterTopics;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Redrive;
import org.detdiffusion.workerkit.RedrivePlan;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Dead letters of all topics, to be looked at and brought back. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public class LetterResource {
  private static final int MOST = 200;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject PageService page;

  /**
   * The newest letters.
   *
   * @param all how many there are
   */
  public record Letters(List<ShownLetter> letters, int all) {}

  /**
   * Which letters to bring back.
   *
   * @param ids of messages on the topic; every one when empty or not said
   */
  public record Wanted(String topic, List<String> ids) {}

  /**
   * What a redrive did.
   *
   * @param withoutValue letters that can't be brought back, since part of the message was left out
   */
  public record Redriven(int messages, int withoutValue) {}

  /**
   * Which letters to discard.
   *
   * @param ids of messages on the topic
   * @param reason that is kept with them
   */
  public record Unwanted(String topic, List<String> ids, String reason) {}

  /** How many letters were discarded. */
  public record Discarded(int letters) {}

  @GET
  @Operation(summary = "Lists the newest dead letters that wait for somebody")
  public Letters list() {
    DeadLetterTopics topics = new DeadLetterTopics(page.clients(), LetterChoice.PATIENCE);
    List<DeadLetter> pending = pending(topics);
    List<ShownLetter> newest =
        pending.stream()
            .sorted(Comparator.comparing(DeadLetter::time).reversed())
            .limit(MOST)
            .map(ShownLetter::of)
            .toList();
    return new Letters(newest, pending.size());
  }

  private static List<DeadLetter> pending(DeadLetterTopics topics) {
    List<DeadLetter> pending = new ArrayList<>();
    try {
      for (String topic : topics.existing(Topics.ALL)) {
        pending.addAll(topics.pending(topic));
      }
      return pending;
    } catch (IOException away) {
      throw Refusal.unavailable(away.getMessage());
    }
  }

  @GET
  @Path("{topic}/{partition}/{offset}")
  @Operation(summary = "Shows the beginning of the message that a dead letter is about")
  public Preview preview(@RestPath String topic, @RestPath int partition, @RestPath long offset) {
    requireTopic(topic);
    return page.stored()
        .value(Topics.deadLetters(topic), partition, offset)
        .map(value -> Preview.of(topic, value))
        .orElseThrow(() -> Refusal.notFound("The letter has no value, or is not there any more."));
  }

  /** As {@code dead-letters redrive} does; another redrive that is under way ends. */
  @POST
  @Path("redrive")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Brings dead letters back to the topic they came from")
  public Redriven redrive(Wanted wanted) {
    requireBody(wanted);
    return settle(
        wanted,
        (redrive, choice) -> {
          RedrivePlan plan = redrive.run(wanted.topic(), choice);
          return new Redriven(plan.messages().size(), plan.withoutValue().size());
        });
  }

  /** As {@code dead-letters discard} does; never all letters at once. */
  @POST
  @Path("discard")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Discards dead letters: they stay recorded, but wait for nobody any more")
  public Discarded discard(Unwanted unwanted) {
    requireBody(unwanted);
    if (unwanted.ids() == null || unwanted.ids().isEmpty()) {
      throw Refusal.badRequest("Name the ids of the letters to discard.");
    }
    String reason = unwanted.reason() == null ? "" : unwanted.reason();
    return settle(
        new Wanted(unwanted.topic(), unwanted.ids()),
        (redrive, choice) ->
            new Discarded(redrive.discard(unwanted.topic(), choice, reason).size()));
  }

  /** What becomes of letters. */
  @FunctionalInterface
  private interface Settlement<T> {
    T settle(Redrive redrive, LetterChoice choice) throws IOException, PublishException;
  }

  private <T> T settle(Wanted wanted, Settlement<T> settlement) {
    requireTopic(wanted.topic());
    LetterChoice choice =
        new LetterChoice("", List.of(wanted.topic()), Set.of(), ids(wanted.ids()));
    KafkaClients clients = new KafkaClients(kafka).actingAs(ClusterRole.REDRIVE);
    try (Redrive redrive = Redrive.open(clients, LetterChoice.PATIENCE)) {
      return settlement.settle(redrive, choice);
    } catch (IOException | PublishException refused) {
      throw Refusal.unavailable(refused.getMessage());
    }
  }

  private static void requireBody(Object said) {
    if (said == null) {
      throw Refusal.badRequest(
          "Say which letters are meant, such as {\"topic\": \"layout-jobs\", \"ids\": [\"0:17\"]}.");
    }
  }

  private static Set<String> ids(List<String> said) {
    if (said == null) {
      return Set.of();
    }
    if (said.stream().anyMatch(Objects::isNull)) {
      throw Refusal.badRequest(
          "ids: null is no id of a letter; give PARTITION:OFFSET, as \"0:17\".");
    }
    return Set.copyOf(said);
  }

  private static void requireTopic(String topic) {
    if (topic == null || !Topics.ALL.contains(topic)) {
      throw Refusal.badRequest(
          "There is no topic '%s'; there are %s.".formatted(topic, Topics.ALL));
    }
  }
}
