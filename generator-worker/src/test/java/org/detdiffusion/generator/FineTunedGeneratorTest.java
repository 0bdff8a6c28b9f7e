package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.diffusers.DiffusersDirectory;
import org.detdiffusion.networks.diffusers.FineTuning;
import org.detdiffusion.networks.diffusers.TextToImageTraining;
import org.detdiffusion.networks.diffusers.VocabularyGrowth;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.GeneratorTraining;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.layout.LocationTokens;
import org.detdiffusion.testing.BrokerResource;
import org.detdiffusion.testing.TinyStableDiffusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generator that was fine-tuned from a diffusers directory does jobs like any other. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class FineTunedGeneratorTest {

  @TempDir Path directory;

  @Test
  void makesPicturesOfLayoutsWithEverySampler() throws Exception {
    Layout layout =
        new Layout(
            64,
            64,
            List.of(new LayoutObject("car", new Box(4, 4, 30, 30), Optional.of(Attribute.HARD))));
    try (Generator maker = new NetworkImageMakers().load(checkpoint())) {
      assertThat(maker.imageSize()).isEqualTo(64);
      assertThat(maker.prompt(layout)).isEqualTo("An image with car <l0> <l12> <hard>");
      for (SamplerName sampler : SamplerName.values()) {
        Generator.Request request = new Generator.Request(layout, 3);
        Generator.Sampling sampling = new Generator.Sampling(sampler, 4, 4.0);
        List<PixelImage> images = maker.generate(List.of(request, request, request), sampling);
        assertThat(images).hasSize(3);
        assertThat(images.get(0).rgb()).isNotEqualTo(new byte[64 * 64 * 3]);
      }
    }
  }

  private Path checkpoint() throws Exception {
    Path base = directory.resolve("tiny");
    TinyStableDiffusion.copyTo(base);
    FineTuning tuning = FineTuning.of(new GeneratorTraining.Settings(1, 1, 1e-4, 0.01, 0));
    FineTuning small =
        new FineTuning(
            tuning.run(),
            new FineTuning.Layouts(new LocationTokens(5, 5), 3, VocabularyGrowth.Start.WAVES),
            tuning.objective(),
            tuning.learning());
    try (TextToImageTraining training =
        new TextToImageTraining(
            DiffusersDirectory.open(base),
            small,
            List.of("car"),
            64,
            (seed, step, size) -> List.of())) {
      return training.publish(directory.resolve("models"));
    }
  }
}
