package org.detdiffusion.labeller;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.testing.Canary;
import org.detdiffusion.testing.Endpoints;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message names is never fetched. */
class HostileImagesTest {
  @TempDir Path store;

  @Test
  void noStringOfAnImageIsFetched() throws Exception {
    try (var canary = new Canary()) {
      MessageImages images = MessageImages.in(store, 0);
      AnnotatedImageMessage inline = Examples.image("a", "train");
      List<AnnotatedImageMessage> hostile =
          Stream.of(inline, images.published(inline))
              .flatMap(image -> canary.naming(image).stream())
              .toList();
      assertThat(hostile).hasSizeGreaterThan(15);

      for (AnnotatedImageMessage image : hostile) {
        work(new ImageInspection(images), Examples.record(image));
        work(labelling(images, image), Examples.record(image));
      }

      assertThat(canary.hits()).isZero();
    }
  }

  @Test
  void aCanaryCountsWhoAsks() throws IOException, InterruptedException {
    try (var canary = new Canary()) {
      assertThat(new Endpoints(URI.create(canary.url())).get("/any").statusCode()).isEqualTo(200);
      assertThat(canary.hits()).isEqualTo(1);
    }
  }

  /** Whether it is refused is others' matter. */
  private static void work(Transform transform, Incoming record) {
    try {
      assertThat(transform.apply(record)).isNotNull();
    } catch (RejectedException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  /** Of a detector whose scope the image lies in. */
  private static Transform labelling(MessageImages images, AnnotatedImageMessage image) {
    var scope = new LabelScope(image.getDataSet(), image.getSplit(), 0, 1);
    return new ImageLabelling(
        Examples.detector("detector", "ab".repeat(32)).setLabels(scope).build(),
        new FixedJudge(),
        AttributeRule.standard(),
        new LabellerMetrics(new SimpleMeterRegistry()),
        images);
  }
}
