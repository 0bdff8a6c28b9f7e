package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.topics.PrepareOptions.Grant;
import org.detdiffusion.workerkit.ClusterRole;
import org.detdiffusion.workerkit.KafkaClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs on topics say what they would write, and write nothing. */
class DryRunTest {
  private static final Reporting TEXT = new Reporting(true, false);
  private static final Reporting JSON = new Reporting(true, true);

  @TempDir Path directory;

  @Test
  void importPublishesNothingAndExportWritesNoDirectory() throws Exception {
    Path source = CocoSample.write(directory.resolve("source"));
    try (TestTopics topics = TestTopics.start(directory.resolve("broker"))) {
      String servers = topics.broker().bootstrapServers();
      assertThat(TestTopics.run(topics.importing(source, "cells", true)))
          .startsWith("Would publish 3 images");
      assertThat(topics.records(Topics.ANNOTATED_IMAGES)).isEmpty();

      topics.importCoco(source, "cells");
      Path out = directory.resolve("exported");
      SyntheticChoice none = SyntheticChoice.of(List.of());
      assertThat(TestTopics.run(new ExportOptions(servers, "cells", out, none, TEXT)))
          .startsWith("Would write " + out + ": 3 images");
      assertThat(TestTopics.run(new ExportOptions(servers, "cells", out, none, JSON)))
          .contains("\"dryRun\" : true", "\"images\" : 3");
      assertThat(out).doesNotExist();
      Path empty = Files.createDirectory(directory.resolve("empty"));
      TestTopics.run(new ExportOptions(servers, "cells", empty, none, TEXT));
      assertThat(empty).isEmptyDirectory();
    }
  }

  @Test
  void prepareNamesTheTopicsThatAreMissingAndMakesNone() throws Exception {
    try (var broker = EmbeddedKafka.builder().dir(directory).start()) {
      String servers = broker.bootstrapServers();
      KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", servers));
      String told =
          TestTopics.run(
              new PrepareOptions(servers, List.of(new Grant(ClusterRole.LABELLER, "lea")), TEXT));
      assertThat(told).contains("Would make 18 topics", "layout-jobs.dead-letters", "User lea");
      assertThat(clients.missingTopics()).hasSize(18);
      assertThat(TestTopics.run(new PrepareOptions(servers, List.of(), new Reporting(false, true))))
          .contains("\"topicsMade\" : [ \"");
      assertThat(clients.missingTopics()).isEmpty();
    }
  }

  @Test
  void sweepDeletesNothingThoughToldTo() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    try (TestTopics topics = TestTopics.start(directory.resolve("broker"));
        MessageImages images = MessageImages.in(store, 0)) {
      AnnotatedImageMessage named = stored(images, 1);
      topics.publish(Topics.ANNOTATED_IMAGES, ImageKey.of(named), named);
      Path orphan = store.resolve(stored(images, 2).getStored().getKey());
      Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
      var options =
          new SweepOptions(topics.broker().bootstrapServers(), Duration.ofHours(24), true, JSON);
      String told = new SweepRun(options, images).run((doing, done, all) -> {}).json();
      assertThat(told.replaceAll("\\s", ""))
          .contains("\"deleted\":false", "\"orphans\":{\"objects\":1");
      assertThat(orphan).exists();
    }
  }

  private static AnnotatedImageMessage stored(MessageImages images, int size) throws Exception {
    var pixels = CocoSample.pixels(size, size);
    var image = new AnnotatedImage("image-" + size, "swept", "train", pixels, List.of());
    return images.published(Messages.toMessage(image));
  }
}
