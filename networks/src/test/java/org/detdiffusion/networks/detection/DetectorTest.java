package org.detdiffusion.networks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.CheckpointContents;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.augment.Augmentation;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained on one picture until it knows it by heart. */
class DetectorTest {

  private static final DetectorConfig CONFIG =
      new DetectorConfig(List.of("cat", "dog"), 32, List.of(8, 8, 8, 8), 8, 2);
  private static final List<AnnotatedObject> OBJECTS =
      List.of(
          AnnotatedObject.of("cat", new Box(2, 3, 12, 14)),
          AnnotatedObject.of("dog", new Box(17, 10, 13, 20)));

  @TempDir Path models;
  private Path published;

  @BeforeEach
  void trains() throws Exception {
    TrainingMix mix = new TrainingMix(List.of(picture(1)), List.of(), 0, 0, Augmentation.none());
    DetectorTraining.Plan usual = DetectorTraining.Plan.of(80, 1);
    DetectorTraining.Plan small = new DetectorTraining.Plan(80, 2, 1, usual.optimisation());
    try (DetectorTraining training = new DetectorTraining(CONFIG, mix, small)) {
      while (training.step() < training.steps()) {
        training.advance();
      }
      published = training.publish(models);
    }
  }

  @Test
  void findsWhatItHasLearnt() throws IOException {
    try (Detector detector = Detector.load(published)) {
      List<Detection> found = detector.detect(List.of(picture(1).image())).get(0);

      for (AnnotatedObject object : OBJECTS) {
        assertThat(found)
            .anySatisfy(
                detection -> {
                  assertThat(detection.className()).isEqualTo(object.className());
                  assertThat(detection.score()).isGreaterThan(0.3);
                  assertThat(detection.box().intersectionOverUnion(object.box()))
                      .isGreaterThan(0.6);
                });
      }
    }
  }

  @Test
  void findsTheSameInAnyBatch() throws IOException {
    List<PixelImage> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      images.add(picture(i).image());
    }
    try (Detector detector = Detector.load(published)) {
      List<List<Detection>> together = detector.detect(images);
      for (int i = 0; i < 40; i += 13) {
        List<Detection> alone = detector.detect(images.subList(i, i + 1)).get(0);
        assertThat(together.get(i)).hasSameSizeAs(alone);
        for (int k = 0; k < alone.size(); k++) {
          Detection other = together.get(i).get(k);
          assertThat(other.score()).isCloseTo(alone.get(k).score(), within(1e-5));
          assertThat(other.box().x()).isCloseTo(alone.get(k).box().x(), within(1e-3));
        }
      }
    }
  }

  @Test
  void namesTheSizeItTakesWhenAnImageHasAnother() throws IOException {
    try (Detector detector = Detector.load(published)) {
      assertThatThrownBy(() -> detector.detect(List.of(new PixelImage(2, 1, new byte[6]))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the detector takes images of 32x32 pixels, not of 2x1: resize or crop them");
    }
  }

  @Test
  void refusesAModelOfAnotherKind() throws IOException {
    Path generator = write("generator", JsonNodeFactory.instance.objectNode()).directory();

    assertThatThrownBy(() -> Detector.load(generator))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(generator + ": has weights for a generator, not for a detector");
  }

  @Test
  void refusesAConfigurationItCannotRead() throws IOException {
    Path empty = write("detector", JsonNodeFactory.instance.objectNode()).directory();

    assertThatThrownBy(() -> Detector.load(empty))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(empty + ": has no valid detector configuration")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesATensorThatIsMissing() throws IOException {
    Path other = write("detector", Checkpoint.read(published).config()).directory();

    assertThatThrownBy(() -> Detector.load(other))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("tensor stem.conv.weight is missing");
  }

  @Test
  void refusesWeightsThatWereChanged() throws IOException {
    Path weights = published.resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);

    assertThatThrownBy(() -> Detector.load(published))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("was changed");
  }

  private Checkpoint write(String role, com.fasterxml.jackson.databind.JsonNode config)
      throws IOException {
    Map<String, TensorData> tensors = Map.of("x", TensorData.floats(new float[] {1}, 1));
    return Checkpoint.write(
        models,
        new CheckpointContents(role, config, 0, Map.of(), Map.of("weights.safetensors", tensors)));
  }

  private static AnnotatedImage picture(long seed) {
    byte[] rgb = new byte[32 * 32 * 3];
    new Random(seed).nextBytes(rgb);
    for (AnnotatedObject object : OBJECTS) {
      paint(rgb, object.box(), object.className().equals("cat") ? 0 : 255);
    }
    PixelImage pixels = new PixelImage(32, 32, rgb);
    return new AnnotatedImage("picture " + seed, "noise", "train", pixels, OBJECTS);
  }

  private static void paint(byte[] rgb, Box box, int gray) {
    for (int y = (int) box.y(); y < box.bottom(); y++) {
      for (int x = (int) box.x(); x < box.right(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          rgb[(y * 32 + x) * 3 + channel] = (byte) gray;
        }
      }
    }
  }
}
