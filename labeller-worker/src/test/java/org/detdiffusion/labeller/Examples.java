package org.detdiffusion.labeller;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.Incoming;

/** Small messages to label. */
final class Examples {
  static final String DATA_SET = "drawn";
  static final int SIDE = 64;

  private Examples() {}

  static Incoming record(SpecificRecord message) {
    return record(Wire.encode(message));
  }

  static Incoming record(byte[] value) {
    return new Incoming(Topics.ANNOTATED_IMAGES, 0, 0, "key", value, Map.of(), 1);
  }

  /** Two squares: one top left, one bottom right. */
  static AnnotatedImageMessage image(String id, String split) {
    return image(id, split, ImageFiles.png(new PixelImage(SIDE, SIDE, new byte[SIDE * SIDE * 3])));
  }

  static AnnotatedImageMessage image(String id, String split, byte[] picture) {
    return AnnotatedImageMessage.newBuilder()
        .setId(id)
        .setDataSet(DATA_SET)
        .setSplit(split)
        .setWidth(SIDE)
        .setHeight(SIDE)
        .setImage(ByteBuffer.wrap(picture))
        .setSha256(Sha256.of(picture))
        .setObjects(List.of(square(0, 0), square(32, 32)))
        .build();
  }

  static ObjectAnnotation square(double x, double y) {
    return ObjectAnnotation.newBuilder()
        .setClassName("square")
        .setX(x)
        .setY(y)
        .setWidth(20)
        .setHeight(20)
        .build();
  }

  /** A finished detector that judges all images of split train. */
  static ModelUpdate.Builder detector(String name, String location) {
    return ModelUpdate.newBuilder()
        .setRole(Role.DETECTOR)
        .setName(name)
        .setRunId("run")
        .setLocation(location)
        .setSha256(location)
        .setStep(10)
        .setSteps(10)
        .setFinished(true)
        .setLabels(new LabelScope(DATA_SET, "train", 0, 1));
  }
}
