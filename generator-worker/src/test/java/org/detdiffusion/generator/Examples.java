package org.detdiffusion.generator;

import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;

/** Small jobs to do. */
final class Examples {
  static final int SIDE = 64;
  static final Sampling QUICK = new Sampling("dpm-solver++", 2, 1.0);

  private Examples() {}

  static Incoming record(SpecificRecord message) {
    return record(Wire.encode(message));
  }

  static Incoming record(byte[] value) {
    return new Incoming(Topics.LAYOUT_JOBS, 0, 0, "key", value, Map.of(), 1);
  }

  static LayoutJob job(String id) {
    return job(id, "generator", square(8, 8));
  }

  static LayoutJob job(String id, String generator, ObjectAnnotation... objects) {
    return job(id, generator, layout(objects), QUICK);
  }

  static LayoutJob job(String id, String generator, LayoutMessage layout, Sampling sampling) {
    return layoutJob(id, generator, layout, sampling).build();
  }

  static LayoutJob twin(LayoutJob job, String id) {
    return layoutJob(id, job.getGenerator(), job.getLayout(), job.getSampling())
        .setSeed(job.getSeed())
        .build();
  }

  static LayoutJob partOf(String jobId, String id) {
    return layoutJob(id, "generator", layout(square(8, 8)), QUICK).setJobId(jobId).build();
  }

  private static LayoutJob.Builder layoutJob(
      String id, String generator, LayoutMessage layout, Sampling sampling) {
    return LayoutJob.newBuilder()
        .setId(id)
        .setJobId("job")
        .setGenerator(generator)
        .setLayout(layout)
        .setSeed(id.hashCode())
        .setSampling(sampling);
  }

  private static LayoutMessage layout(ObjectAnnotation... objects) {
    return new LayoutMessage(SIDE, SIDE, List.of(objects));
  }

  static ObjectAnnotation square(double x, double y) {
    return object("square", x, y, 20, 20);
  }

  static ObjectAnnotation object(String name, double x, double y, double width, double height) {
    return ObjectAnnotation.newBuilder()
        .setClassName(name)
        .setX(x)
        .setY(y)
        .setWidth(width)
        .setHeight(height)
        .build();
  }

  static ModelUpdate update(String name, String location) {
    return ModelUpdate.newBuilder()
        .setRole(Role.GENERATOR)
        .setName(name)
        .setRunId("run")
        .setLocation(location)
        .setSha256(location)
        .setStep(1)
        .setSteps(1)
        .setFinished(true)
        .build();
  }
}
