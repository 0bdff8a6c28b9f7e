package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    Schema schema = before(AugmentationJob.getClassSchema(), "focus");
    var old = new GenericRecordBuilder(schema).set("id", "night").set("dataSet", "cells");
    assertThat(Wire.decode(AugmentationJob.class, bytes(schema, old.build())))
        .isEqualTo(AugmentationJob.newBuilder().setId("night").setDataSet("cells").build());
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

  @ParameterizedTest
  @MethodSource("images")
  void readsImagesFromBeforeTheyCouldLieInAStore(SpecificRecord image) throws Exception {
    Schema before = before(image.getSchema(), "stored");
    var old = new GenericRecordBuilder(before);
    before.getFields().forEach(field -> old.set(field, image.get(field.pos())));
    assertThat(Wire.decode(image.getClass(), bytes(before, old.build()))).isEqualTo(image);
  }

  static List<SpecificRecord> images() {
    return List.of(SampleMessages.annotatedImage(), SampleMessages.syntheticImage());
  }

  private static Schema before(Schema current, String field) {
    return KnownSchemas.of(current).byFingerprint().values().stream()
        .filter(schema -> schema.getField(field) == null)
        .findFirst()
        .orElseThrow();
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
