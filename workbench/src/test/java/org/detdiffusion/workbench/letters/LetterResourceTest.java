package org.detdiffusion.workbench.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.ws.rs.WebApplicationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.letters.LetterResource.Unwanted;
import org.detdiffusion.workbench.letters.LetterResource.Wanted;
import org.detdiffusion.workbench.page.PageService;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterResourceTest {
  private final LetterResource resource = new LetterResource();
  private EmbeddedKafka broker;
  private KafkaClients clients;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    broker = EmbeddedKafka.builder().dir(directory).start();
    resource.kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    clients = new KafkaClients(resource.kafka);
    clients.ensureTopics(1, 1);
    resource.page =
        new PageService() {
          @Override
          public KafkaClients clients() {
            return clients;
          }
        };
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void listsWhatLiesOnTheTopicsWhateverThePageHasCounted() throws Exception {
    publish(letter(0, Map.of()), letter(1, Map.of()));
    assertThat(resource.list().all()).isEqualTo(2);
  }

  @Test
  void saysWhatALetterLacksOfItsMessage() throws Exception {
    publish(letter(0, Map.of("trace", "x".repeat(300 * 1024))), letter(1, Map.of()));
    assertThat(resource.list().letters())
        .extracting(ShownLetter::id, ShownLetter::leftOut, letter -> letter.bytes().isPresent())
        .containsExactlyInAnyOrder(
            tuple("0:0", List.of("headers"), false), tuple("0:1", List.of(), true));
  }

  @Test
  void bringsEveryLetterOfATopicBackWhereNoIdsAreSaid() throws Exception {
    publish(letter(0, Map.of()), letter(1, Map.of()));
    assertThat(resource.redrive(new Wanted(Topics.LAYOUT_JOBS, null)).messages()).isEqualTo(2);
    assertThat(resource.list().all()).isZero();
  }

  @Test
  void refusesABodyThatNamesNoLetters() {
    List<String> nothing = Arrays.asList("0:1", null);
    Stream.<ThrowingCallable>of(
            () -> resource.redrive(null),
            () -> resource.redrive(new Wanted(null, List.of())),
            () -> resource.redrive(new Wanted(Topics.LAYOUT_JOBS, nothing)),
            () -> resource.discard(null),
            () -> resource.discard(new Unwanted(Topics.LAYOUT_JOBS, null, "")),
            () -> resource.discard(new Unwanted(Topics.LAYOUT_JOBS, nothing, "")))
        .forEach(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(400)));
  }

  private void publish(Outgoing... letters) throws Exception {
    try (Publisher publisher = clients.publisher()) {
      publisher.publish(List.of(letters));
    }
  }

  private static Outgoing letter(long offset, Map<String, String> headers) {
    Incoming job =
        new Incoming(Topics.LAYOUT_JOBS, 0, offset, "night-1", "job".getBytes(UTF_8), headers, 2);
    return new DeadLetters("generator-0").of(job, TransientCode.NOT_MADE, "It failed.");
  }
}
