package org.detdiffusion.labeller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.detection.DetectorConfig;
import org.detdiffusion.networks.detection.DetectorTraining;
import org.detdiffusion.perception.augment.Augmentation;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.testing.BrokerResource;
import org.detdiffusion.testing.Endpoints;
import org.detdiffusion.testing.ExportedMeters;
import org.detdiffusion.testing.TopicLog;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Meters;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class LabellerWorkerTest {
  @Inject LabellerConfig config;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource("/")
  URI root;

  KafkaClients clients() {
    return BrokerResource.clients(bootstrapServers);
  }

  private Publisher publisher;
  private TopicLog log;

  @BeforeEach
  void connect() {
    KafkaClients clients = clients();
    publisher = clients.publisher();
    log =
        new TopicLog(
            clients, Topics.ATTRIBUTE_RECORDS, Topics.deadLetters(Topics.ANNOTATED_IMAGES));
  }

  @AfterEach
  void disconnect() {
    log.close();
    publisher.close();
  }

  @Test
  void detectorsJudgeTheirImagesOnceAndBadImagesGoToTheDeadLettersOnce() throws Exception {
    publishImage(Examples.image("a", "train"));
    publisher.publish(
        new Outgoing(Topics.ANNOTATED_IMAGES, "garbage", new byte[] {9, 9, 9}, Map.of()));
    publishImage(Examples.image("no-picture", "train", new byte[] {1, 2, 3}));
    publishImage(Examples.image("b", "train"));
    publishImage(Examples.image("c", "test"));

    announce("first", checkpoint(1));
    announce("second", checkpoint(2));
    log.await(Topics.ATTRIBUTE_RECORDS, 4);
    publishImage(Examples.image("d", "train"));

    List<Incoming> records = log.settled(Topics.ATTRIBUTE_RECORDS, 6);
    assertThat(judgements(records))
        .containsExactlyInAnyOrder(
            "first a", "first b", "first d", "second a", "second b", "second d");
    assertThat(log.settled(Topics.deadLetters(Topics.ANNOTATED_IMAGES), 2))
        .extracting(letter -> letter.headers().get(DeadLetters.ERROR_CODE))
        .containsExactly("UNREADABLE", "INVALID_IMAGE");
  }

  @Test
  void aNewerDetectorOfTheSameNameJudgesEverythingAnew() throws Exception {
    LabelScope scope = new LabelScope("renewed", "train", 0, 1);
    publishImage(renewed("r"));
    String older = checkpoint(3);
    announce("renewed", older, scope);
    awaitJudgements("renewed r", 1);
    announce("renewed", "f".repeat(64), scope);
    String newer = checkpoint(4);
    announce("renewed", newer, scope);
    awaitJudgements("renewed r", 2);
    publishImage(renewed("s"));
    awaitJudgements("renewed s", 1);
    log.settled(Topics.ATTRIBUTE_RECORDS, records().size());

    assertThat(judges("r")).containsExactly(older, newer);
    assertThat(judges("s")).containsExactly(newer);
  }

  @Test
  void aDetectorThatTheUserExportedJudgesImages() throws Exception {
    String location = "e".repeat(64);
    ExportedExample.write(config.modelsDirectory().resolve(location));
    publishImage(Examples.image("seen", "exported"));
    announce("mine", location, new LabelScope(Examples.DATA_SET, "exported", 0, 1));
    awaitJudgements("mine seen", 1);

    AttributeRecord record =
        decoded(records()).stream()
            .filter(one -> one.getDetector().equals("mine"))
            .findFirst()
            .orElseThrow();
    assertThat(record.getObjects())
        .extracting(ObjectAnnotation::getDifficulty)
        .containsExactly(Difficulty.EASY, Difficulty.HARD);
    assertThat(record.getObjects().get(0).getMatchedScore()).isEqualTo(0.75);
    assertThat(record.getObjects().get(0).getMatchedIou()).isEqualTo(1);
  }

  @Test
  void metricsAndHealthAnswer() throws Exception {
    Endpoints endpoints = new Endpoints(root);

    HttpResponse<String> health = endpoints.awaitUp("/q/health");
    String metrics = endpoints.get("/q/metrics").body();
    assertThat(new ExportedMeters(metrics).undeclared(Meters.values(), LabellerMeters.values()))
        .isEmpty();

    assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
    assertThat(health.body()).contains("labeller-inspection", "brokers reachable");
    assertThat(metrics)
        .contains("\njvm_memory_used_bytes", "\nkafka_", "\ndetdiffusion_process_native_bytes ")
        .contains("detdiffusion_labeller_objects_total")
        .contains("detdiffusion_loop_running");
  }

  private static AnnotatedImageMessage renewed(String id) {
    AnnotatedImageMessage image = Examples.image(id, "train");
    image.put("dataSet", "renewed");
    return image;
  }

  /** Times out as {@link TopicLog#await} does. */
  private void awaitJudgements(String judgement, int count) throws Exception {
    int before;
    do {
      before = records().size();
      if (judgements(records()).stream().filter(judgement::equals).count() >= count) {
        return;
      }
    } while (log.await(Topics.ATTRIBUTE_RECORDS, before + 1).size() > before);
  }

  private List<Incoming> records() {
    return log.of(Topics.ATTRIBUTE_RECORDS);
  }

  private List<String> judges(String id) throws UnreadableMessageException {
    return decoded(records()).stream()
        .filter(record -> record.getImageId().equals(id))
        .map(AttributeRecord::getDetectorSha256)
        .toList();
  }

  private static List<String> judgements(List<Incoming> records) throws UnreadableMessageException {
    return decoded(records).stream()
        .map(record -> record.getDetector() + " " + record.getImageId())
        .toList();
  }

  private static List<AttributeRecord> decoded(List<Incoming> records)
      throws UnreadableMessageException {
    List<AttributeRecord> decoded = new ArrayList<>();
    for (Incoming record : records) {
      decoded.add(Wire.decode(AttributeRecord.class, record.value()));
    }
    return decoded;
  }

  private void publishImage(AnnotatedImageMessage image) throws Exception {
    publish(Topics.ANNOTATED_IMAGES, image.getId(), image);
  }

  private void announce(String name, String location) throws Exception {
    announce(name, location, new LabelScope(Examples.DATA_SET, "train", 0, 1));
  }

  private void announce(String name, String location, LabelScope scope) throws Exception {
    publish(
        Topics.MODEL_UPDATES,
        "detector/" + name,
        Examples.detector(name, location).setLabels(scope).build());
  }

  private void publish(String topic, String key, SpecificRecord message) throws Exception {
    publisher.publish(new Outgoing(topic, key, Wire.encode(message), Map.of()));
  }

  /** A detector with its first, random weights. */
  private String checkpoint(long seed) throws Exception {
    var image = Messages.fromMessage(Examples.image("x", "train"));
    TrainingMix mix = new TrainingMix(List.of(image), List.of(), 0, 0, Augmentation.none());
    DetectorConfig network = DetectorConfig.pocket(List.of("square"));
    try (var training = new DetectorTraining(network, mix, DetectorTraining.Plan.of(1, seed))) {
      return training.publish(config.modelsDirectory()).getFileName().toString();
    }
  }
}
