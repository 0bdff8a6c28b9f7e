package org.detdiffusion.workbench.page;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageVerdict;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.ObjectVerdict;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.workerkit.Incoming;

/** Messages that tests of the page show it. */
public final class PageMessages {
  private PageMessages() {}

  public static Incoming place(long offset) {
    return record("any", new byte[] {1}, offset, Map.of());
  }

  public static Incoming record(
      String topic, byte[] value, long offset, Map<String, String> headers) {
    return new Incoming(topic, 0, offset, "key", value, headers, 1);
  }

  public static AnnotatedImageMessage real(String id) {
    return AnnotatedImageMessage.newBuilder()
        .setId(id)
        .setDataSet("d")
        .setWidth(8)
        .setHeight(8)
        .setImage(ByteBuffer.wrap(new byte[] {1, 2}))
        .setSha256("0")
        .setObjects(List.of(boot(null)))
        .build();
  }

  public static AttributeRecord verdict(String id, Difficulty difficulty) {
    return AttributeRecord.newBuilder()
        .setImageId(id)
        .setDataSet("d")
        .setSplit("train")
        .setWidth(8)
        .setHeight(8)
        .setObjects(List.of(boot(difficulty)))
        .setDetector("judge")
        .setDetectorSha256("1")
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }

  public static LayoutMessage layout() {
    return new LayoutMessage(8, 8, List.of(boot(Difficulty.HARD)));
  }

  public static LayoutJob job(String id, String job) {
    return LayoutJob.newBuilder().setId(id).setJobId(job).setLayout(layout()).build();
  }

  public static SyntheticImage made(String id, String job) {
    return SyntheticImage.newBuilder()
        .setId(id)
        .setJobId(job)
        .setLayout(layout())
        .setSha256("2")
        .setGenerator("generator")
        .setGeneratorSha256("3")
        .setPrompt("a hard boot")
        .setSeed(5)
        .setSampling(Sampling.newBuilder().build())
        .setMillis(12)
        .build();
  }

  /** Of a run whose gate has looked at one image and found its boot. */
  public static TrainingProgress gated(String image, boolean kept) {
    ImageVerdict verdict =
        ImageVerdict.newBuilder()
            .setImageId(image)
            .setKept(kept)
            .setReason(kept ? "" : "unasked")
            .setAgreement(1)
            .setObjects(List.of(new ObjectVerdict(true, 0.75, 0.5)))
            .build();
    return TrainingProgress.newBuilder()
        .setRunId("run")
        .setName("detector")
        .setStep(0)
        .setSteps(9)
        .setValues(Map.of())
        .setVerdicts(List.of(verdict))
        .build();
  }

  private static ObjectAnnotation boot(Difficulty difficulty) {
    return ObjectAnnotation.newBuilder()
        .setClassName("boot")
        .setX(1)
        .setY(2)
        .setWidth(3)
        .setHeight(4)
        .setDifficulty(difficulty)
        .build();
  }
}
