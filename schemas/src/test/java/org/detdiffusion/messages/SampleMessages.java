package org.detdiffusion.messages;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One message of every topic, every field given. */
final class SampleMessages {
  private static final Sampling SAMPLING =
      Sampling.newBuilder().setSampler("ddim").setSteps(20).setGuidance(4).build();
  private static final LabelScope SCOPE =
      LabelScope.newBuilder().setDataSet("cells").setSplit("train").setFold(1).setFolds(3).build();
  private static final ObjectAnnotation OBJECT =
      ObjectAnnotation.newBuilder()
          .setClassName("platelet")
          .setX(1.5)
          .setY(2)
          .setWidth(10)
          .setHeight(12.25)
          .setDifficulty(Difficulty.HARD)
          .setMatchedScore(0.25)
          .build();
  private static final LayoutMessage LAYOUT =
      LayoutMessage.newBuilder().setWidth(64).setHeight(48).setObjects(List.of(OBJECT)).build();

  private SampleMessages() {}

  static List<SpecificRecord> all() {
    return List.of(
        annotatedImage(),
        attributeRecord(),
        augmentationJob(),
        layoutJob(),
        syntheticImage(),
        trainingJob(),
        trainingProgress(),
        modelUpdate(),
        new JobCancellation("night-1"),
        storedImage());
  }

  /** An image whose bytes lie elsewhere. */
  static AnnotatedImageMessage storedImage() {
    String sha256 = "ab".repeat(32);
    return AnnotatedImageMessage.newBuilder(annotatedImage())
        .setImage(ByteBuffer.allocate(0))
        .setSha256(sha256)
        .setStored(new ImageReference("ab/" + sha256, sha256, 300_000L))
        .build();
  }

  static LayoutJob layoutJob() {
    return LayoutJob.newBuilder()
        .setId("job-00001")
        .setJobId("job")
        .setLayout(LAYOUT)
        .setSeed(-7)
        .setSampling(SAMPLING)
        .build();
  }

  static AnnotatedImageMessage annotatedImage() {
    return AnnotatedImageMessage.newBuilder()
        .setId("photo#1")
        .setDataSet("cells")
        .setWidth(64)
        .setHeight(48)
        .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3}))
        .setSha256("00ff")
        .setObjects(List.of(OBJECT))
        .build();
  }

  private static AttributeRecord attributeRecord() {
    return AttributeRecord.newBuilder()
        .setImageId("photo#1")
        .setDataSet("cells")
        .setSplit("train")
        .setWidth(64)
        .setHeight(48)
        .setObjects(List.of(OBJECT))
        .setDetector("cross-1")
        .setDetectorSha256("00ff")
        .setGamma(0.05)
        .setBeta(0.5)
        .setSightings(List.of(List.of(new ObjectSighting(0.25, 0.5, true))))
        .build();
  }

  private static AugmentationJob augmentationJob() {
    return AugmentationJob.newBuilder()
        .setId("job")
        .setDataSet("cells")
        .setStrategy(Strategy.EASY)
        .setLayouts(LayoutSource.COPIED)
        .setSampling(SAMPLING)
        .setFocus(Focus.WEAK_CLASSES)
        .setFilter(new LayoutFilter(0.02, 3, 8))
        .setJitter(new LayoutJitter(false, 0.25, 1.5, 2.0))
        .build();
  }

  static SyntheticImage syntheticImage() {
    return SyntheticImage.newBuilder()
        .setId("job-00001")
        .setJobId("job")
        .setLayout(LAYOUT)
        .setImage(ByteBuffer.wrap(new byte[] {4, 5}))
        .setSha256("00ff")
        .setGenerator("generator")
        .setGeneratorSha256("aa")
        .setPrompt("An image with platelet")
        .setSeed(-7)
        .setSampling(SAMPLING)
        .setMillis(12.5)
        .build();
  }

  private static TrainingJob trainingJob() {
    return TrainingJob.newBuilder()
        .setId("run")
        .setName("cross-1")
        .setRole(Role.DETECTOR)
        .setDataSet("cells")
        .setHeldOut(SCOPE)
        .setLabels(SCOPE)
        .setSteps(600)
        .setAnnounceAt(List.of(100, 300))
        .setGate(new QualityGate("00ff", 0.4, 0.5, false, 0.75, 2, 0.6))
        .build();
  }

  private static TrainingProgress trainingProgress() {
    return TrainingProgress.newBuilder()
        .setRunId("run")
        .setName("cross-1")
        .setStep(10)
        .setSteps(600)
        .setValues(Map.of("loss", 0.5))
        .setVerdicts(List.of(verdict()))
        .build();
  }

  private static ImageVerdict verdict() {
    return ImageVerdict.newBuilder()
        .setImageId("job-00001")
        .setKept(false)
        .setReason("not_found")
        .setAgreement(0.25)
        .setUnasked(1)
        .setObjects(List.of(new ObjectVerdict(false, 0.125, 0.5)))
        .build();
  }

  private static ModelUpdate modelUpdate() {
    return ModelUpdate.newBuilder()
        .setRole(Role.GENERATOR)
        .setName("generator")
        .setRunId("run")
        .setLocation("00ff")
        .setSha256("00ff")
        .setStep(600)
        .setSteps(600)
        .setFinished(true)
        .setLabels(SCOPE)
        .setOffsets(Map.of("annotated-images-0", 12L))
        .build();
  }
}
