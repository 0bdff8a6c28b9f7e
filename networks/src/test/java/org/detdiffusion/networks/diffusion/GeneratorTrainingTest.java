package org.detdiffusion.networks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.samplers.PredictionType;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.augment.Flip;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.layout.LocationTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole generator at toy size: coloured squares on grey. */
class GeneratorTrainingTest {

  private static final List<String> CLASSES = List.of("red", "blue");
  private static final Generator.Sampling SAMPLING = new Generator.Sampling(6, 2);

  @TempDir Path directory;

  @Test
  void learnsToPutTheRightColourIntoTheBox() throws Exception {
    try (GeneratorTraining training = training(150, 0.01)) {
      double first = 0;
      double last = 0;
      for (int step = 0; step < 150; step++) {
        double loss = training.advance().get("loss_denoise");
        first += step < 20 ? loss / 20 : 0;
        last += step >= 130 ? loss / 20 : 0;
      }
      System.out.printf("denoising loss %.3f, then %.3f%n", first, last);
      assertThat(last).isLessThan(0.6 * first);
      try (Generator generator = PocketGenerator.load(training.publish(directory))) {
        Box box = new Box(4, 4, 12, 12);
        PixelImage red = generator.generate(List.of(request("red", box, 1)), SAMPLING).get(0);
        PixelImage blue = generator.generate(List.of(request("blue", box, 1)), SAMPLING).get(0);
        assertThat(redness(red, box)).isGreaterThan(redness(blue, box) + 60);
      }
    }
  }

  @Test
  void drawsEasyAndHardObjectsAsItSawThem() throws Exception {
    try (GeneratorTraining training = training(150, 0.01)) {
      while (training.step() < 150) {
        training.advance();
      }
      try (Generator generator = PocketGenerator.load(training.publish(directory))) {
        Box box = new Box(4, 4, 12, 12);
        PixelImage easy = generator.generate(List.of(request("red", box, 2)), SAMPLING).get(0);
        Generator.Request hard = request("red", box, Attribute.HARD, 2);
        PixelImage faint = generator.generate(List.of(hard), SAMPLING).get(0);
        assertThat(redness(easy, box)).isGreaterThan(redness(faint, box) + 40);
      }
    }
  }

  @Test
  void learnsFromThePromptAloneWhenTheLayoutMapIsOff() throws Exception {
    GeneratorConfig config = config().withoutLayoutMap();
    try (GeneratorTraining training = training(config, 150, 0.01, Flavour.SINGLE)) {
      double first = meanLoss(training, 20);
      meanLoss(training, 110);
      assertThat(meanLoss(training, 20)).isLessThan(0.8 * first);
      Path published = training.publish(directory);
      assertThat(
              SafeTensors.open(published.resolve("generator.safetensors"))
                  .shape("unet.conv_in.weight"))
          .startsWith(16, config.autoencoder().channels());
      try (Generator generator = PocketGenerator.load(published)) {
        Generator.Request red = request("red", new Box(4, 4, 12, 12), 1);
        assertThat(generator.generate(List.of(red), SAMPLING).get(0).width()).isEqualTo(24);
      }
    }
  }

  @Test
  void learnsAlmostTheSameInBfloat16() throws Exception {
    try (GeneratorTraining single = training(config(), 20, 0.01, Flavour.SINGLE);
        GeneratorTraining narrow = training(config(), 20, 0.01, Flavour.BFLOAT16)) {
      double expected = meanLoss(single, 20);
      double actual = meanLoss(narrow, 20);
      assertThat(actual).isNotEqualTo(expected).isCloseTo(expected, withinPercentage(3));
    }
  }

  private static double meanLoss(GeneratorTraining training, int steps)
      throws NonFiniteLossException {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += training.advance().get("loss_denoise");
    }
    return sum / steps;
  }

  @Test
  void addsThePerceptionLossWithItsWeight() throws Exception {
    try (GeneratorTraining with = training(1, 0.5);
        GeneratorTraining without = training(1, 0)) {
      Map<String, Double> losses = with.advance();
      double perception = losses.get("loss_perception_mask") + losses.get("loss_perception_dice");
      assertThat(perception).isPositive();
      assertThat(losses.get("loss"))
          .isCloseTo(losses.get("loss_denoise") + 0.5 * perception, within(1e-5));
      Map<String, Double> plain = without.advance();
      assertThat(plain.get("loss")).isEqualTo(plain.get("loss_denoise"));
      assertThat(plain.get("loss_denoise")).isCloseTo(losses.get("loss_denoise"), within(1e-5));
    }
  }

  @Test
  void goesOnAfterAStopAsIfThereHadBeenNone() throws Exception {
    Path saved = directory.resolve("saved");
    Path whole;
    Path resumed;
    try (GeneratorTraining training = training(6, 0.01)) {
      for (int step = 0; step < 6; step++) {
        if (step == 3) {
          training.saveResumable(saved);
        }
        training.advance();
      }
      whole = training.publish(directory.resolve("whole"));
    }
    try (GeneratorTraining training = training(6, 0.01)) {
      training.resume(saved);
      assertThat(training.step()).isEqualTo(3);
      while (training.step() < 6) {
        training.advance();
      }
      resumed = training.publish(directory.resolve("resumed"));
    }
    for (String file : List.of("generator.safetensors", "autoencoder.safetensors")) {
      assertThat(resumed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void makesTheSamePictureEveryTimeAndNearlyTheSameInABatch() throws Exception {
    try (Generator generator = untrained()) {
      Generator.Request one = request("red", new Box(2, 2, 10, 10), 5);
      Generator.Request other = request("blue", new Box(8, 8, 10, 10), 6);
      byte[] alone = generator.generate(List.of(one), SAMPLING).get(0).rgb();
      byte[] again = generator.generate(List.of(one), SAMPLING).get(0).rgb();
      byte[] together = generator.generate(List.of(other, one, other), SAMPLING).get(1).rgb();
      assertThat(again).isEqualTo(alone);
      for (int i = 0; i < alone.length; i++) {
        assertThat(Math.abs((alone[i] & 0xff) - (together[i] & 0xff))).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void namesTheClassItDoesNotKnow() throws Exception {
    try (Generator generator = untrained()) {
      assertThatThrownBy(
              () -> generator.generate(List.of(request("green", new Box(2, 2, 9, 9), 5)), SAMPLING))
          .hasMessageContaining("class 'green' is unknown to the generator");
    }
  }

  private Generator untrained() throws IOException, NonFiniteLossException {
    try (GeneratorTraining training = training(2, 0)) {
      training.advance();
      return PocketGenerator.load(training.publish(Files.createTempDirectory(directory, "models")));
    }
  }

  private static GeneratorTraining training(int steps, double lambda) {
    return training(config(), steps, lambda, Flavour.SINGLE);
  }

  private static GeneratorTraining training(
      GeneratorConfig config, int steps, double lambda, Flavour flavour) {
    TrainingMix mix = new TrainingMix(pictures(), List.of(), 0, 0, new Flip(0.5));
    return new GeneratorTraining(
        config, new GeneratorTraining.Settings(steps, 8, 2e-3, lambda, 3), mix, flavour);
  }

  private static GeneratorConfig config() {
    GeneratorConfig pocket = GeneratorConfig.pocket(CLASSES);
    LocationTokens grid = new LocationTokens(8, 8);
    int vocabulary =
        new Vocabulary(CLASSES, org.detdiffusion.perception.layout.Prompt.detDiffusion(grid, 2))
            .size();
    return new GeneratorConfig(
        CLASSES,
        24,
        2,
        true,
        grid,
        new LinearAutoencoder(4, 6),
        new ClipTextEncoder.Config(vocabulary, 16, 16, 1, 2, 32),
        new UNet.Config(
            6 + LayoutMap.channels(2), 6, List.of(16, 24), List.of(false, true), 1, 2, 4, true),
        new PerceptionHead(8, 8, 2),
        pocket.schedule(),
        PredictionType.V_PREDICTION,
        0.1,
        1);
  }

  private static List<AnnotatedImage> pictures() {
    List<AnnotatedImage> pictures = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      Box box = new Box(i % 3 * 5, i / 3 % 3 * 5, 12, 12);
      Attribute attribute = i % 4 < 2 ? Attribute.EASY : Attribute.HARD;
      pictures.add(picture("picture" + i, i % 2 == 0, attribute, box));
    }
    return pictures;
  }

  /** Hard objects differ less from the grey around them. */
  private static AnnotatedImage picture(String id, boolean red, Attribute attribute, Box box) {
    int contrast = attribute == Attribute.EASY ? 110 : 35;
    byte[] rgb = new byte[24 * 24 * 3];
    for (int i = 0; i < rgb.length; i++) {
      double x = i / 3 % 24 + 0.5;
      double y = i / 72 + 0.5;
      boolean inside = x > box.x() && x < box.right() && y > box.y() && y < box.bottom();
      int shade = i % 3 == (red ? 0 : 2) ? 120 + contrast : 120 - contrast;
      rgb[i] = (byte) (inside ? shade : 120);
    }
    AnnotatedObject object = AnnotatedObject.of(red ? "red" : "blue", box).withAttribute(attribute);
    return new AnnotatedImage(id, "squares", "train", new PixelImage(24, 24, rgb), List.of(object));
  }

  private static Generator.Request request(String name, Box box, long seed) {
    return request(name, box, Attribute.EASY, seed);
  }

  private static Generator.Request request(String name, Box box, Attribute attribute, long seed) {
    LayoutObject object = new LayoutObject(name, box, Optional.of(attribute));
    return new Generator.Request(new Layout(24, 24, List.of(object)), seed);
  }

  /** Mean red minus mean blue inside the box. */
  private static double redness(PixelImage image, Box box) {
    double sum = 0;
    for (int y = (int) box.y(); y < box.bottom(); y++) {
      for (int x = (int) box.x(); x < box.right(); x++) {
        sum += image.get(x, y, 0) - image.get(x, y, 2);
      }
    }
    return sum / box.area();
  }
}
