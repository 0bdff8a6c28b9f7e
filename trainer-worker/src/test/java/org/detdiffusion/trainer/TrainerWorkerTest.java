package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.PocketGenerator;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class TrainerWorkerTest {
  private static final String DEAD = Topics.deadLetters(Topics.TRAINING_JOBS);

  @Inject TrainerConfig config;
  @Inject Trainings networks;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource("/")
  URI root;

  @TempDir Path undisturbed;
  @TempDir Path disturbed;

  @Test
  void imagesAndJobsOnTheStreamBecomeModelsAndBadJobsHarmNobody() throws Exception {
    KafkaClients clients = BrokerResource.clients(bootstrapServers);
    try (Publisher publisher = clients.publisher();
        TopicLog log =
            new TopicLog(clients, Topics.MODEL_UPDATES, Topics.TRAINING_PROGRESS, DEAD)) {
      publishData(publisher);
      publisher.publish(new Outgoing(Topics.TRAINING_JOBS, "x", new byte[] {9}, Map.of()));
      publish(publisher, job("no-data", Role.DETECTOR).setDataSet("nothing").build());
      publish(publisher, job("d", Role.DETECTOR).setTestSplit("test").build());
      publish(publisher, job("g", Role.GENERATOR).build());

      List<ModelUpdate> models = models(log.await(Topics.MODEL_UPDATES, 2));

      assertThat(log.await(DEAD, 2))
          .extracting(letter -> letter.headers().get(DeadLetters.ERROR_CODE))
          .containsExactly("UNREADABLE", "BAD_DATA");
      isADetector(models.get(0));
      isAGenerator(models.get(1));
      progressEndsAtTheLastStep(log);
      metricsAndHealthAnswer();
    }
  }

  @Test
  void aNetworkThatWasStoppedEndsAtTheSameBits() throws Exception {
    for (Role role : Role.values()) {
      TrainingJob job = job("run-" + role, role).setSteps(3).build();
      TrainerBench stopped = bench(disturbed, networks);
      stopped.stop.countDown();
      stopped.run(job);
      TrainerBench cutShort = bench(disturbed, new StoppingTrainings(networks, 2));
      cutShort.run(job);

      String resumed = TrainerBench.model(bench(disturbed, networks).run(job)).getLocation();

      String expected = TrainerBench.model(bench(undisturbed, networks).run(job)).getLocation();
      assertThat(resumed).isEqualTo(expected);
    }
  }

  private static TrainerBench bench(Path directory, Trainings trainings) {
    return new TrainerBench(directory, trainings).withImages("train", 3);
  }

  private static TrainingJob.Builder job(String id, Role role) {
    return Examples.job(id, role).setSteps(2).setCheckpointEvery(1);
  }

  private void isADetector(ModelUpdate model) throws Exception {
    assertThat(model.getName()).isEqualTo("model-d");
    assertThat(model.getMetrics()).containsKeys("ap", "ap50", "ap75");
    assertThat(model.getOffsets()).containsEntry("annotated-images-0", 5L);
    try (Detector detector = Detector.load(config.modelsDirectory().resolve(model.getLocation()))) {
      assertThat(detector.sha256()).isEqualTo(model.getSha256());
    }
  }

  private void isAGenerator(ModelUpdate model) throws Exception {
    assertThat(model.getName()).isEqualTo("model-g");
    try (Generator generator =
        PocketGenerator.load(config.modelsDirectory().resolve(model.getLocation()))) {
      assertThat(generator.sha256()).isEqualTo(model.getSha256());
      assertThat(generator.classes()).containsExactly("square");
    }
  }

  private static void progressEndsAtTheLastStep(TopicLog log) throws Exception {
    List<TrainingProgress> progress = new ArrayList<>();
    for (Incoming record : log.of(Topics.TRAINING_PROGRESS)) {
      progress.add(Wire.decode(TrainingProgress.class, record.value()));
    }
    assertThat(progress).extracting(TrainingProgress::getRunId).contains("d", "g");
    assertThat(progress.get(progress.size() - 1).getStep()).isEqualTo(2);
  }

  private void metricsAndHealthAnswer() throws Exception {
    Endpoints endpoints = new Endpoints(root);

    HttpResponse<String> health = endpoints.awaitUp("/q/health");
    String metrics = endpoints.get("/q/metrics").body();
    assertThat(new ExportedMeters(metrics).undeclared(Meters.values(), TrainerMeters.values()))
        .isEmpty();

    assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
    assertThat(health.body()).contains("\"trainer-1\": \"Running\"");
    assertThat(metrics)
        .contains("\njvm_memory_used_bytes", "\nkafka_", "\ndetdiffusion_process_native_bytes ")
        .contains("detdiffusion_trainer_step_time_seconds_count{role=\"detector\"} 2")
        .contains("detdiffusion_trainer_published_checkpoints_total{role=\"generator\"} 1.0")
        .contains("detdiffusion_trainer_gate_images_total{outcome=\"not_found\"} 0.0")
        .contains("detdiffusion_trainer_loss_count{role=\"detector\"} 2")
        .contains("detdiffusion_trainer_diverged_runs_total{role=\"detector\"} 0.0")
        .contains("detdiffusion_dead_letters_records_total{loop=\"trainer-1\"} 2.0");
  }

  private static List<ModelUpdate> models(List<Incoming> records) throws Exception {
    List<ModelUpdate> models = new ArrayList<>();
    for (Incoming record : records) {
      models.add(Wire.decode(ModelUpdate.class, record.value()));
    }
    return models;
  }

  private static void publishData(Publisher publisher) throws Exception {
    for (String id : List.of("a", "b", "c")) {
      publish(publisher, Topics.ANNOTATED_IMAGES, id, Examples.image(id, "train"));
    }
    byte[] noMessage = {1};
    publisher.publish(new Outgoing(Topics.ANNOTATED_IMAGES, "bad", noMessage, Map.of()));
    publish(publisher, Topics.ANNOTATED_IMAGES, "t", Examples.image("t", "test"));
    publish(publisher, Topics.ATTRIBUTE_RECORDS, "a", Examples.attributes("a", Difficulty.HARD));
  }

  private static void publish(Publisher publisher, TrainingJob job) throws Exception {
    publish(publisher, Topics.TRAINING_JOBS, job.getId(), job);
  }

  private static void publish(Publisher publisher, String topic, String key, SpecificRecord message)
      throws Exception {
    publisher.publish(new Outgoing(topic, key, Wire.encode(message), Map.of()));
  }
}
