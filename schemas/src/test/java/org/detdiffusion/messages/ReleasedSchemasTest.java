package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was written with a schema that we ever shipped can be read. */
class ReleasedSchemasTest {
  private static final String WRITE = "fixtures.write";

  static Stream<Fixture> fixtures() {
    return SampleMessages.all().stream()
        .flatMap(
            sample ->
                KnownSchemas.of(sample.getSchema()).byFingerprint().values().stream()
                    .map(schema -> new Fixture(schema, sample)));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void isReadFromTheBytesKept(Fixture fixture) throws Exception {
    if (Boolean.getBoolean(WRITE) && !Files.exists(fixture.bytes())) {
      fixture.write();
    }
    assertThat(fixture.bytes())
        .as("bytes of every schema are kept: run this test once with -D%s=true", WRITE)
        .exists();
    assertThat(read(fixture.sample().getClass(), fixture.bytes()))
        .isEqualTo(read(fixture.sample().getClass(), fixture.json()));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void hasASchemaThatTheCurrentOneReads(Fixture fixture) {
    var verdict =
        SchemaCompatibility.checkReaderWriterCompatibility(
            fixture.sample().getSchema(), fixture.schema());

    assertThat(verdict.getType())
        .as(verdict.getResult().getIncompatibilities().toString())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void keepsNoBytesWhoseSchemaIsForgotten() throws IOException {
    Set<Path> known = fixtures().map(Fixture::bytes).collect(Collectors.toSet());
    try (Stream<Path> kept = Files.list(Fixture.FOLDER)) {
      assertThat(kept.filter(file -> file.toString().endsWith(".bin")))
          .as("copy the schema they were written with to released/, as schemas/README.md says")
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  private static <T extends SpecificRecord> T read(Class<T> type, Path file) throws Exception {
    return Wire.decode(type, Files.readAllBytes(file));
  }
}
