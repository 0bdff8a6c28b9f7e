package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class KnownSchemasTest {
  private static final String FIRST_RELEASE =
      """
      {"type": "record", "name": "TrainingProgress", "namespace": "org.detdiffusion.messages",
       "fields": [
         {"name": "runId", "type": "string"},
         {"name": "name", "type": "string"},
         {"name": "step", "type": "int"},
         {"name": "steps", "type": "int"},
         {"name": "values", "type": {"type": "map", "values": "double"}}]}
      """;
  private static final Map<String, String> FILES =
      Map.of(
          "index",
          "LayoutJob-0.1.avsc\nTrainingProgress-0.1.avsc",
          "TrainingProgress-0.1.avsc",
          FIRST_RELEASE);

  @Test
  void readsWhatAnOlderReleaseWrote() throws Exception {
    var current = TrainingProgress.getClassSchema();
    var data = new SpecificData(TrainingProgress.class.getClassLoader());
    var known = KnownSchemas.of(current, FILES::get);
    var messages = new BinaryMessages<>(TrainingProgress.class, data, current, known);
    assertThat(messages.readSingleObject(writtenByTheFirstRelease()))
        .isEqualTo(
            TrainingProgress.newBuilder()
                .setRunId("run")
                .setName("detector")
                .setStep(1)
                .setSteps(2)
                .setValues(Map.of())
                .setSecondsPerStep(0)
                .build());
  }

  @Test
  void findsEveryReleasedSchemaInTheJar() {
    var current = LayoutJob.getClassSchema();
    assertThat(KnownSchemas.of(current).byFingerprint()).containsValue(current);
  }

  @Test
  void readsAugmentationJobsFromBeforeTheyHadAFocus() throws Exception {
    var current = AugmentationJob.getClassSchema();
    for (Schema schema : KnownSchemas.of(current).byFingerprint().values()) {
      if (schema.getField("focus") == null) {
        var old = new GenericRecordBuilder(schema).set("id", "night").set("dataSet", "cells");
        assertThat(Wire.decode(AugmentationJob.class, bytes(schema, old.build())))
            .isEqualTo(AugmentationJob.newBuilder().setId("night").setDataSet("cells").build());
        return;
      }
    }
    throw new AssertionError("the schema of before is not there");
  }

  @Test
  void readsTrainingJobsFromBeforeTheyHadFineTuningOrAGate() throws Exception {
    var before =
        new ArrayList<>(KnownSchemas.of(TrainingJob.getClassSchema()).byFingerprint().values());
    before.removeIf(schema -> schema.getField("gate") != null);
    assertThat(before).hasSize(2).anyMatch(schema -> schema.getField("fineTuning") == null);
    for (Schema schema : before) {
      assertThat(Wire.decode(TrainingJob.class, bytes(schema, smallestTrainingJob(schema))))
          .matches(job -> job.getSteps() == 600)
          .matches(job -> job.getFineTuning() == null && job.getGate() == null);
    }
  }

  private static GenericData.Record smallestTrainingJob(Schema schema) {
    return new GenericRecordBuilder(schema)
        .set("id", "run")
        .set("name", "detector")
        .set("role", new GenericData.EnumSymbol(schema.getField("role").schema(), "DETECTOR"))
        .set("dataSet", "cells")
        .set("steps", 600)
        .build();
  }

  private static byte[] writtenByTheFirstRelease() throws Exception {
    var schema = new Schema.Parser().parse(FIRST_RELEASE);
    var message =
        new GenericRecordBuilder(schema)
            .set("runId", "run")
            .set("name", "detector")
            .set("step", 1)
            .set("steps", 2)
            .set("values", Map.of())
            .build();
    return bytes(schema, message);
  }

  private static byte[] bytes(Schema schema, GenericData.Record message) throws IOException {
    var bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema).encode(message, bytes);
    return bytes.toByteArray();
  }
}
