package org.detdiffusion.workbench.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.ErrorCode;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicSnapshot;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LettersTest {
  private final DeadLetters letters = new DeadLetters("generator-0");
  private EmbeddedKafka broker;
  private KafkaClients clients;

  @BeforeEach
  void startBroker(@TempDir Path directory) throws Exception {
    broker = EmbeddedKafka.builder().dir(directory).start();
    clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
    clients.ensureTopics(1, 1);
    try (Publisher publisher = clients.publisher()) {
      publisher.publish(letter(Topics.LAYOUT_JOBS, 17, "night-1", TransientCode.NOT_MADE));
      publisher.publish(letter(Topics.LAYOUT_JOBS, 18, "night-2", PermanentCode.NO_OBJECTS));
      publisher.publish(letter(Topics.TRAINING_JOBS, 0, "run", TransientCode.NOT_MADE));
      Outgoing large = letter(Topics.ANNOTATED_IMAGES, 4, "large", PermanentCode.INVALID_IMAGE);
      Map<String, String> headers = new HashMap<>(large.headers());
      headers.put(DeadLetters.LEFT_OUT, "value,headers");
      publisher.publish(new Outgoing(large.topic(), large.key(), null, headers));
    }
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void areListedWithWhatToDoAboutEachCode() throws Exception {
    String table = run(new ListLetters(choice(Topics.ALL), false));

    assertThat(table.lines().filter(line -> line.startsWith("layout-jobs")))
        .hasSize(2)
        .allMatch(line -> line.contains("generator-0"));
    assertThat(table)
        .containsPattern("annotated-images +0:4 +large +INVALID_IMAGE +2 +0 +left out")
        .containsPattern("4 {2}dead letters")
        .containsPattern("2 {2}NOT_MADE: \\(transient\\) ")
        .containsPattern("1 {2}NO_OBJECTS: \\(permanent\\) The layout has no objects.")
        .doesNotContain("\u001b");
  }

  @Test
  void areListedAsJsonToTheLastCharacter() throws Exception {
    String printed = run(new ListLetters(choice(List.of(Topics.TRAINING_JOBS)), true));

    JsonNode list = new ObjectMapper().readTree(printed);
    assertThat(list).hasSize(1);
    assertThat(list.get(0).get("reason").asText()).isEqualTo("It \u001b[31mfailed.");
    assertThat(list.get(0).get("bytes").asInt()).isEqualTo(3);
  }

  @Test
  void areBroughtBackAsChosenAndTheRestLater() throws Exception {
    Set<ErrorCode> code = Set.of(TransientCode.NOT_MADE);
    LetterChoice notMade = new LetterChoice(servers(), Topics.ALL, code, Set.of());

    assertThat(run(new RedriveLetters(notMade, new Reporting(true, false))))
        .contains("layout-jobs: 1 would be brought back", "training-jobs: 1 would be");
    assertThat(records(Topics.LAYOUT_JOBS)).isEmpty();

    assertThat(run(new RedriveLetters(notMade, Reporting.TEXT)))
        .contains("layout-jobs: 1 brought back");
    assertThat(keys(Topics.LAYOUT_JOBS)).containsExactly("night-1");

    assertThat(run(new RedriveLetters(choice(Topics.ALL), Reporting.TEXT)))
        .contains(
            "annotated-images: 1 left, which can't be brought back as they came: 0:4 ('large', without value, headers); publish")
        .doesNotContain("NOT_MADE");
    assertThat(keys(Topics.LAYOUT_JOBS)).containsExactly("night-1", "night-2");
    assertThat(keys(Topics.TRAINING_JOBS)).containsExactly("run");
    assertThat(run(new RedriveLetters(choice(List.of(Topics.LAYOUT_JOBS)), Reporting.TEXT)))
        .isEqualToIgnoringNewLines("There is nothing to bring back.");
  }

  @Test
  void areDiscardedAsChosenAndListedAsSuch() throws Exception {
    LetterChoice one =
        new LetterChoice(servers(), List.of(Topics.LAYOUT_JOBS), Set.of(), Set.of("0:18"));
    assertThat(run(new DiscardLetters(one, "", new Reporting(true, false))))
        .contains("layout-jobs: 1 would be");
    assertThat(run(new ListDiscarded(one, false))).contains("No such dead letter was discarded.");

    assertThat(run(new DiscardLetters(one, "a layout of nothing", new Reporting(false, false))))
        .contains("layout-jobs: 1 discarded", "NO_OBJECTS");

    assertThat(run(new ListDiscarded(choice(Topics.ALL), false)))
        .containsPattern("layout-jobs +0:18 +night-2 +NO_OBJECTS .*a layout of nothing");
    assertThat(new ObjectMapper().readTree(run(new ListDiscarded(one, true))).get(0).get("why"))
        .hasToString("\"a layout of nothing\"");
    assertThat(run(new ListLetters(choice(Topics.ALL), false))).doesNotContain("night-2");
    assertThat(run(new DiscardLetters(one, "", new Reporting(false, false))))
        .contains("There is nothing to discard.");
  }

  @Test
  void oneMessageIsBroughtBackByItsId() throws Exception {
    LetterChoice one =
        new LetterChoice(servers(), List.of(Topics.LAYOUT_JOBS), Set.of(), Set.of("0:18"));

    assertThat(run(new RedriveLetters(one, Reporting.TEXT)))
        .contains("layout-jobs: 1 brought back");

    Incoming back = records(Topics.LAYOUT_JOBS).get(0);
    assertThat(back.key()).isEqualTo("night-2");
    assertThat(back.headers()).isEqualTo(Map.of(DeadLetters.REDRIVEN, "1"));
  }

  private Outgoing letter(String topic, long offset, String key, ErrorCode code) {
    Incoming record = new Incoming(topic, 0, offset, key, "job".getBytes(UTF_8), Map.of(), 2);
    return letters.of(record, code, "It \u001b[31mfailed.");
  }

  private LetterChoice choice(List<String> topics) {
    return new LetterChoice(servers(), topics, Set.of(), Set.of());
  }

  private String servers() {
    return broker.bootstrapServers();
  }

  private static String run(Task task) throws Exception {
    StringWriter out = new StringWriter();
    task.run(new PrintWriter(out, true), new PrintWriter(new StringWriter(), true));
    return out.toString();
  }

  private List<String> keys(String topic) throws Exception {
    return records(topic).stream().map(Incoming::key).toList();
  }

  private List<Incoming> records(String topic) throws Exception {
    List<Incoming> records = new ArrayList<>();
    new TopicSnapshot(clients, Duration.ofSeconds(20))
        .read(List.of(topic), (record, read, all) -> records.add(record));
    return records;
  }
}
