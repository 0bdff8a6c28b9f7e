package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.detdiffusion.networks.diffusers.VocabularyGrowth.Start.WAVES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.LayoutPrompts;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.networks.text.ClipTokenizer;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.weights.InvalidWeightsException;
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
import org.detdiffusion.perception.layout.Prompt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fine-tuning of the small reference model, whose networks are those of Stable Diffusion. */
class TextToImageTrainingTest {

  private static final int SIDE = 64;
  private static final LocationTokens GRID = new LocationTokens(3, 3);

  @TempDir Path directory;
  private DiffusersDirectory model;
  private int rows;

  @BeforeEach
  void openTheModel() throws IOException {
    ModelCopy copy = ModelCopy.in(directory.resolve("model"));
    rows = DiffusersDirectory.open(copy.root()).textConfig().vocabulary();
    copy.writeVocabulary(rows);
    model = DiffusersDirectory.open(copy.root());
  }

  @Test
  void theLossFallsAndTheTrainedModelDrawsLayouts() throws Exception {
    try (TextToImageTraining training = training(Tuning.usual())) {
      double first = meanLoss(training, 10);
      meanLoss(training, 20);
      assertThat(meanLoss(training, 10)).isLessThan(first);
      try (Generator generator = LayoutToImage.load(training.publish(directory.resolve("out")))) {
        assertThat(generator.classes()).containsExactly("car");
        assertThat(generator.prompt(layout())).isEqualTo("An image with car <l0> <l5> <hard>");
        for (SamplerName sampler : SamplerName.values()) {
          PixelImage image = draw(generator, sampler, 7, 7).get(0);
          assertThat(image.width()).isEqualTo(SIDE);
        }
      }
    }
  }

  @Test
  void aPictureIsTheSameEveryTimeAndNearlyTheSameInABatch() throws Exception {
    try (TextToImageTraining training = training(Tuning.usual());
        Generator generator = LayoutToImage.load(training.publish(directory.resolve("out")))) {
      for (SamplerName sampler : List.of(SamplerName.DPM_SOLVER, SamplerName.DDPM)) {
        byte[] alone = draw(generator, sampler, 5).get(0).rgb();
        assertThat(draw(generator, sampler, 5).get(0).rgb()).isEqualTo(alone);
        byte[] together = draw(generator, sampler, 6, 5).get(1).rgb();
        for (int i = 0; i < alone.length; i++) {
          assertThat(Math.abs((alone[i] & 0xff) - (together[i] & 0xff))).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void anImageSizeThatTheNetworksCanNotDrawIsRefused() throws Exception {
    try (TextToImageTraining training = training(Tuning.usual())) {
      Path changed = directory.resolve("changed");
      Files.move(training.publish(directory.resolve("out")), changed);
      Path manifest = changed.resolve("manifest.json");
      String text = Files.readString(manifest);
      assertThat(text).containsPattern("\"imageSize\" ?: ?64");
      Files.writeString(manifest, text.replaceFirst("\"imageSize\" ?: ?64", "\"imageSize\":65"));
      assertThatThrownBy(() -> LayoutToImage.load(changed))
          .isInstanceOf(InvalidWeightsException.class)
          .hasMessageContaining("has imageSize 65 in its configuration, where a multiple of");
    }
  }

  @Test
  void goesOnAfterAStopAsIfThereHadBeenNone() throws Exception {
    Path saved = directory.resolve("saved");
    Path whole;
    try (TextToImageTraining training = training(Tuning.usual().withAverage())) {
      for (int step = 0; step < 4; step++) {
        if (step == 2) {
          training.saveResumable(saved);
        }
        training.advance();
      }
      whole = training.publish(directory.resolve("whole"));
    }
    try (TextToImageTraining training = training(Tuning.usual().withAverage())) {
      training.resume(saved);
      assertThat(training.step()).isEqualTo(2);
      training.advance();
      training.advance();
      Path resumed = training.publish(directory.resolve("resumed"));
      assertThat(resumed.getFileName()).isEqualTo(whole.getFileName());
    }
  }

  @Test
  void theTextEncoderAloneCanBeTrained() throws Exception {
    try (TextToImageTraining training = training(Tuning.usual().textOnly())) {
      training.advance();
      training.advance();
      Path saved = directory.resolve("saved");
      training.saveResumable(saved);
      assertThat(SafeTensors.open(saved.resolve("state.safetensors")).names())
          .anyMatch(name -> name.startsWith("exp_avg/text_encoder."))
          .anyMatch(name -> name.startsWith("exp_avg/perception_head."))
          .noneMatch(name -> name.contains("unet."));
      Path out = training.publish(directory.resolve("out"));
      String unet = "unet/diffusion_pytorch_model.safetensors";
      SafeTensors before = SafeTensors.open(model.root().resolve(unet));
      SafeTensors after = SafeTensors.open(out.resolve(unet));
      for (String name : before.names()) {
        assertThat(after.floats(name)).isEqualTo(before.floats(name));
      }
      // The word 'car' is row 0.
      assertThat(Arrays.copyOf(table(out), 8)).isNotEqualTo(Arrays.copyOf(table(model.root()), 8));
    }
  }

  @Test
  void theTotalIsTheDiffusionLossAndAHundredthOfThePerceptionLoss() throws Exception {
    try (TextToImageTraining training = training(Tuning.usual())) {
      Map<String, Double> losses = training.advance();
      double perception = losses.get("loss_perception_mask") + losses.get("loss_perception_dice");
      assertThat(perception).isPositive();
      assertThat(losses.get("loss"))
          .isCloseTo(losses.get("loss_denoise") + 0.01 * perception, within(1e-5));
    }
  }

  @Test
  void foregroundReweightingChangesTheDiffusionLossOnly() throws Exception {
    try (TextToImageTraining weighted = training(Tuning.usual());
        TextToImageTraining even = training(Tuning.usual().withoutForeground())) {
      Map<String, Double> expected = even.advance();
      Map<String, Double> losses = weighted.advance();
      assertThat(losses.get("loss_denoise"))
          .isNotCloseTo(expected.get("loss_denoise"), within(1e-4));
      assertThat(losses.get("loss_perception_mask"))
          .isEqualTo(expected.get("loss_perception_mask"));
    }
  }

  @Test
  void newTokensAreWrittenWithTheModel() throws Exception {
    try (TextToImageTraining training = training(Tuning.usual())) {
      DiffusersDirectory out = DiffusersDirectory.open(training.publish(directory.resolve("out")));
      assertThat(out.textConfig().vocabulary()).isEqualTo(rows + 9 + 2);
      assertThat(out.readTokenizer().encode("car <l8> <hard>", 77))
          .containsExactly(1, 0, rows + 8, rows + 10, 2);
    }
  }

  @Test
  void sizesThatDoNotFitAreRefusedInOneSentence() {
    assertThatThrownBy(() -> training(Tuning.usual(), 30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("images of 30x30 pixels do not fit the model: their side must be");
    assertThatThrownBy(() -> training(Tuning.usual().inParts(3)))
        .hasMessage("a batch of 4 can't be done in 3 equal parts");
  }

  @Test
  void objectsThatDoNotFitThePromptWholeAreLeftOut() throws IOException {
    Layout crowded = new Layout(SIDE, SIDE, Collections.nCopies(9, object()));
    ClipTokenizer tokenizer = new VocabularyGrowth(GRID, WAVES, 0.1, 0).grow(model).tokenizer();
    Prompt prompt = Prompt.detDiffusion(GRID, 9);
    LayoutPrompts.Encoded encoded = new ClipPrompts(tokenizer, prompt, 32).encode(crowded);
    assertThat(encoded.objects()).hasSizeBetween(2, 8);
    assertThat(encoded.lastTokens()).hasSameSizeAs(encoded.objects());
    int hard = tokenizer.added().get("<hard>");
    encoded.lastTokens().forEach(at -> assertThat(encoded.ids()[at]).isEqualTo(hard));
    Layout fitting = new Layout(SIDE, SIDE, encoded.objects());
    assertThat(encoded.ids()).isEqualTo(tokenizer.padded(prompt.text(fitting), 32));
    Layout oneMore =
        new Layout(SIDE, SIDE, Collections.nCopies(encoded.objects().size() + 1, object()));
    assertThat(tokenizer.encode(prompt.text(oneMore), 77)).hasSizeGreaterThan(32);
  }

  private static double meanLoss(TextToImageTraining training, int steps)
      throws NonFiniteLossException {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += training.advance().get("loss_denoise");
    }
    return sum / steps;
  }

  private static List<PixelImage> draw(Generator generator, SamplerName sampler, long... seeds) {
    List<Generator.Request> requests = new ArrayList<>();
    for (long seed : seeds) {
      requests.add(new Generator.Request(layout(), seed));
    }
    return generator.generate(requests, new Generator.Sampling(sampler, 4, 3));
  }

  private TextToImageTraining training(Tuning tuning) throws IOException {
    return training(tuning, SIDE);
  }

  private TextToImageTraining training(Tuning tuning, int side) throws IOException {
    TrainingMix examples = new TrainingMix(pictures(), List.of(), 0, 0, new Flip(0.5));
    return new TextToImageTraining(model, tuning.settings(GRID), List.of("car"), side, examples);
  }

  /** Bright squares on grey. */
  private static List<AnnotatedImage> pictures() {
    List<AnnotatedImage> pictures = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Box box = new Box(i % 4 * 8, i / 4 * 16, 32, 32);
      byte[] rgb = new byte[SIDE * SIDE * 3];
      for (int k = 0; k < rgb.length; k++) {
        double x = k / 3 % SIDE + 0.5;
        double y = k / 3 / SIDE + 0.5;
        boolean inside = x > box.x() && x < box.right() && y > box.y() && y < box.bottom();
        rgb[k] = (byte) (inside ? 230 : 90);
      }
      AnnotatedObject car = AnnotatedObject.of("car", box).withAttribute(Attribute.HARD);
      PixelImage image = new PixelImage(SIDE, SIDE, rgb);
      pictures.add(new AnnotatedImage("picture" + i, "cars", "train", image, List.of(car)));
    }
    return pictures;
  }

  private static LayoutObject object() {
    return new LayoutObject("car", new Box(0, 0, 50, 30), Optional.of(Attribute.HARD));
  }

  private static Layout layout() {
    return new Layout(SIDE, SIDE, List.of(object()));
  }

  private static float[] table(Path root) throws IOException {
    return SafeTensors.open(root.resolve("text_encoder/model.safetensors"))
        .floats(VocabularyGrowth.TOKENS);
  }
}
