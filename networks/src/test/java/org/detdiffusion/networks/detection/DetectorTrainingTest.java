package org.detdiffusion.networks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.augment.Augmentation;
import org.detdiffusion.perception.augment.StrongAugmentation;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.metrics.AveragePrecision;
import org.detdiffusion.perception.scenes.SceneOptions;
import org.detdiffusion.perception.scenes.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTrainingTest {

  private static final DataSet SCENES = Scenes.dataSet(new SceneOptions(150, 0, 60, 3));
  private static final List<AnnotatedImage> TRAIN = SCENES.images(DataSet.TRAIN);
  private static final List<AnnotatedImage> TEST = SCENES.images(DataSet.TEST);
  private static final DetectorConfig TINY =
      new DetectorConfig(Scenes.classes(), 64, List.of(8, 8, 16, 16), 16, 4);

  @TempDir Path directory;

  @Test
  void learnsToFindObjectsItHasNotSeen() throws Exception {
    Run right = train(TRAIN);
    Run shuffled = train(withShuffledClasses(TRAIN));

    System.out.printf(
        "loss %.2f to %.2f, AP50 %.3f, with shuffled classes %.3f%n",
        right.firstLoss(), right.lastLoss(), right.ap50(), shuffled.ap50());
    assertThat(right.lastLoss()).isLessThan(0.75 * right.firstLoss());
    assertThat(right.ap50()).isGreaterThan(0.1);
    assertThat(shuffled.ap50()).isLessThan(right.ap50() / 2);
  }

  @Test
  void goesOnBitForBitWhereItWasSaved() throws Exception {
    Path saved = directory.resolve("saved");
    Path whole;
    try (DetectorTraining training = tiny(6)) {
      advance(training, 3);
      training.saveResumable(saved);
      advance(training, 3);
      whole = training.publish(directory.resolve("models"));
    }
    try (DetectorTraining training = tiny(6)) {
      training.resume(saved);
      assertThat(training.step()).isEqualTo(3);
      advance(training, 3);
      assertThat(training.publish(directory.resolve("models"))).isEqualTo(whole);
    }
  }

  @Test
  void doesNotOverwriteWhatWasSaved() throws Exception {
    try (DetectorTraining training = tiny(2)) {
      training.saveResumable(directory.resolve("saved"));

      assertThatThrownBy(() -> training.saveResumable(directory.resolve("saved")))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void publishesADetectorThatDetectsTheSame() throws Exception {
    List<PixelImage> images = pictures(TEST.subList(0, 4));
    try (DetectorTraining training = tiny(2)) {
      advance(training, 2);
      Path published = training.publish(directory);
      try (Detector detector = Detector.load(published);
          Detector snapshot = training.snapshot()) {
        assertThat(detector.detect(images)).isEqualTo(snapshot.detect(images));
        assertThat(detector.sha256()).isEqualTo(published.getFileName().toString());
        assertThat(detector.classes()).isEqualTo(Scenes.classes());
      }
    }
  }

  private record Run(double firstLoss, double lastLoss, double ap50) {}

  private static Run train(List<AnnotatedImage> images) throws NonFiniteLossException {
    TrainingMix mix = new TrainingMix(images, List.of(), 0, 0, StrongAugmentation.standard());
    DetectorTraining.Plan usual = DetectorTraining.Plan.of(200, 1);
    DetectorTraining.Plan small = new DetectorTraining.Plan(200, 16, 1, usual.optimisation());
    List<Double> losses = new ArrayList<>();
    try (DetectorTraining training =
        new DetectorTraining(DetectorConfig.pocket(Scenes.classes()), mix, small)) {
      while (training.step() < training.steps()) {
        losses.add(training.advance().get("total"));
      }
      try (Detector detector = training.snapshot()) {
        List<List<Detection>> found = detector.detect(pictures(TEST));
        return new Run(
            mean(losses.subList(0, 20)),
            mean(losses.subList(180, 200)),
            AveragePrecision.of(TEST, found).ap50());
      }
    }
  }

  /** The same boxes, each with the class of some other object. */
  private static List<AnnotatedImage> withShuffledClasses(List<AnnotatedImage> images) {
    List<String> classes = new ArrayList<>();
    images.forEach(image -> image.objects().forEach(object -> classes.add(object.className())));
    Collections.shuffle(classes, new Random(5));
    List<AnnotatedImage> shuffled = new ArrayList<>();
    for (AnnotatedImage image : images) {
      List<AnnotatedObject> objects =
          image.objects().stream()
              .map(object -> AnnotatedObject.of(classes.remove(classes.size() - 1), object.box()))
              .toList();
      shuffled.add(image.withObjects(objects));
    }
    return shuffled;
  }

  private static DetectorTraining tiny(int steps) {
    TrainingMix mix = new TrainingMix(TRAIN, List.of(), 0, 0, Augmentation.none());
    DetectorTraining.Plan usual = DetectorTraining.Plan.of(steps, 1);
    return new DetectorTraining(
        TINY, mix, new DetectorTraining.Plan(steps, 4, 1, usual.optimisation()));
  }

  private static void advance(DetectorTraining training, int steps) throws NonFiniteLossException {
    for (int i = 0; i < steps; i++) {
      training.advance();
    }
  }

  private static List<PixelImage> pictures(List<AnnotatedImage> images) {
    return images.stream().map(AnnotatedImage::image).toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
