package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusion.GeneratorConfig;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.augment.Augmentation;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
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

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class GeneratorWorkerTest {
  @Inject org.detdiffusion.generator.GeneratorConfig config;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @TestHTTPResource("/")
  URI root;

  @Test
  void jobsWaitForTheGeneratorAndBadOnesHarmNobody() throws Exception {
    KafkaClients clients = BrokerResource.clients(bootstrapServers);
    String dead = Topics.deadLetters(Topics.LAYOUT_JOBS);
    try (Publisher publisher = clients.publisher();
        TopicLog log = new TopicLog(clients, Topics.SYNTHETIC_IMAGES, dead)) {
      publish(publisher, Examples.job("a"));
      byte[] unwanted = Wire.encode(new JobCancellation("unwanted"));
      publisher.publish(new Outgoing(Topics.CANCELLED_JOBS, "unwanted", unwanted));
      publish(publisher, Examples.partOf("unwanted", "u"));
      publisher.publish(new Outgoing(Topics.LAYOUT_JOBS, "x", new byte[] {9}, Map.of()));
      publish(publisher, Examples.job("outside", "generator", Examples.square(60, 60)));
      publish(publisher, Examples.job("b"));
      publish(publisher, Examples.job("other", "nobody", Examples.square(1, 1)));
      publish(publisher, Examples.job("c"));
      String location = checkpoint(1);
      announce(publisher, "witness", location);
      announce(publisher, "generator", location);

      List<Incoming> images = log.settled(Topics.SYNTHETIC_IMAGES, 3);
      assertThat(images).extracting(Incoming::key).containsExactlyInAnyOrder("a", "b", "c");
      SyntheticImage image = Wire.decode(SyntheticImage.class, images.get(0).value());
      assertThat(image.getGeneratorSha256()).isEqualTo(location);
      assertThat(image.getPrompt()).contains("square");
      assertThat(log.settled(dead, 3))
          .extracting(letter -> letter.headers().get(DeadLetters.ERROR_CODE))
          .containsExactlyInAnyOrder("UNREADABLE", "BOX_OUTSIDE", "UNKNOWN_GENERATOR");
      aJobSentAgainCostsNothingAndItsSeedMakesTheSameImage(publisher, log);
      metricsAndHealthAnswer();
      newerGeneratorsAreTakenAndBrokenOnesRefused(publisher, log, location);
      assertThat(log.settled(dead, 3)).hasSize(3);
    }
  }

  private static void aJobSentAgainCostsNothingAndItsSeedMakesTheSameImage(
      Publisher publisher, TopicLog log) throws Exception {
    LayoutJob job = Examples.job("a");
    publish(publisher, job);
    publish(publisher, job);
    publish(publisher, Examples.twin(job, "twin"));

    Map<String, String> pixels = new HashMap<>();
    for (Incoming record : log.settled(Topics.SYNTHETIC_IMAGES, 4)) {
      SyntheticImage image = Wire.decode(SyntheticImage.class, record.value());
      assertThat(pixels.put(image.getId(), image.getSha256())).as(image.getId()).isNull();
    }
    assertThat(pixels).containsOnlyKeys("a", "b", "c", "twin");
    assertThat(pixels.get("twin")).isEqualTo(pixels.get("a")).isNotEqualTo(pixels.get("b"));
  }

  private void metricsAndHealthAnswer() throws Exception {
    Endpoints endpoints = new Endpoints(root);

    HttpResponse<String> health = endpoints.awaitUp("/q/health");
    String metrics = endpoints.get("/q/metrics").body();
    assertThat(new ExportedMeters(metrics).undeclared(Meters.values(), GeneratorMeters.values()))
        .isEmpty();

    assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
    assertThat(health.body()).contains("\"generator-1\": \"Running\"");
    assertThat(metrics)
        .contains("\njvm_memory_used_bytes", "\nkafka_", "\ndetdiffusion_process_native_bytes ")
        .contains("detdiffusion_generator_cancelled_jobs_total 1.0")
        .contains("detdiffusion_generator_images_total 4.0")
        .contains("detdiffusion_generator_repeats_total 2.0")
        .contains("detdiffusion_generator_image_time_seconds_count");
  }

  /** Announcements are heard of in their order: what the witness has heard, all have. */
  private void newerGeneratorsAreTakenAndBrokenOnesRefused(
      Publisher publisher, TopicLog log, String location) throws Exception {
    String newer = checkpoint(2);
    assertThat(newer).isNotEqualTo(location);
    announce(publisher, "generator", damaged(checkpoint(3)));
    announce(publisher, "generator", "f".repeat(64)); // nothing lies there
    announce(publisher, "witness", newer);
    String heard = location;
    for (int job = 0; job < 100 && heard.equals(location); job++) {
      heard =
          generatorOf(publisher, log, Examples.job("w" + job, "witness", Examples.square(8, 8)));
    }
    assertThat(heard).isEqualTo(newer);
    assertThat(generatorOf(publisher, log, Examples.job("d"))).isEqualTo(location);
  }

  private static void announce(Publisher publisher, String name, String location) throws Exception {
    byte[] update = Wire.encode(Examples.update(name, location));
    publisher.publish(new Outgoing(Topics.MODEL_UPDATES, "generator/" + name, update, Map.of()));
  }

  private static String generatorOf(Publisher publisher, TopicLog log, LayoutJob job)
      throws Exception {
    int before = log.of(Topics.SYNTHETIC_IMAGES).size();
    publish(publisher, job);
    var images = log.await(Topics.SYNTHETIC_IMAGES, before + 1);
    return Wire.decode(SyntheticImage.class, images.get(before).value()).getGeneratorSha256();
  }

  /** Its weights differ in one byte from what the manifest says. */
  private String damaged(String location) throws Exception {
    Path weights = config.modelsDirectory().resolve(location).resolve("generator.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    return location;
  }

  private static void publish(Publisher publisher, LayoutJob job) throws Exception {
    publisher.publish(new Outgoing(Topics.LAYOUT_JOBS, job.getId(), Wire.encode(job), Map.of()));
  }

  /** A generator with its first, random weights. */
  private String checkpoint(int seed) throws Exception {
    byte[] rgb = new byte[Examples.SIDE * Examples.SIDE * 3];
    new SplittableRandom(1).nextBytes(rgb);
    AnnotatedImage image =
        new AnnotatedImage(
            "x",
            "drawn",
            "train",
            new PixelImage(Examples.SIDE, Examples.SIDE, rgb),
            List.of(AnnotatedObject.of("square", new Box(8, 8, 20, 20))));
    TrainingMix mix = new TrainingMix(List.of(image), List.of(), 0, 0, Augmentation.none());
    GeneratorTraining.Settings settings = new GeneratorTraining.Settings(1, 1, 1e-3, 0, seed);
    GeneratorConfig network = GeneratorConfig.pocket(List.of("square"));
    try (var training = new GeneratorTraining(network, settings, mix)) {
      Path published = training.publish(config.modelsDirectory());
      return published.getFileName().toString();
    }
  }
}
