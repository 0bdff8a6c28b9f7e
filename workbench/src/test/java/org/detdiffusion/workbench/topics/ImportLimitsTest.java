package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set of three images, of which no reader would take the first two. */
class ImportLimitsTest {
  @TempDir Path directory;
  private Path source;
  private TestTopics topics;

  @BeforeEach
  void start() throws Exception {
    topics = TestTopics.start(directory.resolve("broker"));
    source = Files.createDirectories(directory.resolve("source/annotations")).getParent();
    String long500 = "x".repeat(500);
    Files.writeString(
        source.resolve("annotations/instances_train.json"),
        """
        {"categories": [{"id": 1, "name": "cup"}, {"id": 2, "name": "%s"}],
         "images": [{"id": 1, "file_name": "many.png", "width": 64, "height": 64},
                    {"id": 2, "file_name": "heavy.png", "width": 64, "height": 64},
                    {"id": 3, "file_name": "fine.png", "width": 64, "height": 64}],
         "annotations": [%s, %s, %s]}
        """
            .formatted(long500, boxes(1, 10_001, 1), boxes(2, 9_000, 2), boxes(3, 1, 1)));
    for (String name : new String[] {"many", "heavy", "fine"}) {
      Path file = source.resolve("train").resolve(name + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, ImageFiles.png(CocoSample.pixels(64, 64)));
    }
  }

  @AfterEach
  void stop() {
    topics.close();
  }

  private static String boxes(int image, int count, int category) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [1, 2, 9, 8]}"
                    .formatted(image * 100_000 + i, image, category))
        .collect(Collectors.joining(","));
  }

  @Test
  void whatNoReaderWouldTakeIsCountedAndHoldsNothingUp() throws Exception {
    assertThat(topics.importCoco(source, "limits"))
        .contains("Published 1 images", "2  images that no reader would take")
        .contains("'many.png' has 10001 objects and 10000 are the most");
    assertThat(topics.records(Topics.ANNOTATED_IMAGES))
        .extracting(Incoming::key)
        .containsExactly("limits/fine.png");
  }
}
