package org.detdiffusion.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;

/**
 * Bytes that were once written with a schema, and what they say as plain JSON. The files are
 * written when a schema is new, and never again.
 *
 * @param sample of the schema's type, as the present one has it
 */
record Fixture(Schema schema, SpecificRecord sample) {
  static final Path FOLDER = Path.of("src/test/resources/org/detdiffusion/messages/fixtures");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SINGLE_OBJECT_HEADER = 10;

  Path bytes() {
    return FOLDER.resolve(name() + ".bin");
  }

  Path json() {
    return FOLDER.resolve(name() + ".json");
  }

  /** By type and fingerprint, as in the bytes. */
  private String name() {
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    return "%s-%016x".formatted(schema.getName(), fingerprint);
  }

  /** What an older program would write, which leaves out the fields it doesn't know. */
  void write() throws IOException {
    byte[] present = Wire.encode(sample);
    var decoder =
        DecoderFactory.get()
            .binaryDecoder(
                present, SINGLE_OBJECT_HEADER, present.length - SINGLE_OBJECT_HEADER, null);
    GenericData.Record older =
        new GenericDatumReader<GenericData.Record>(sample.getSchema(), schema).read(null, decoder);
    var bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema).encode(older, bytes);
    Files.createDirectories(FOLDER);
    Files.write(bytes(), bytes.toByteArray(), StandardOpenOption.CREATE_NEW);
    Files.writeString(json(), plain(older).toPrettyString() + "\n", StandardOpenOption.CREATE_NEW);
  }

  private static JsonNode plain(Object value) {
    if (value instanceof IndexedRecord written) {
      ObjectNode node = JSON.createObjectNode();
      for (Schema.Field field : written.getSchema().getFields()) {
        node.set(field.name(), plain(written.get(field.pos())));
      }
      return node;
    }
    if (value instanceof Collection<?> elements) {
      ArrayNode node = JSON.createArrayNode();
      elements.forEach(element -> node.add(plain(element)));
      return node;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode node = JSON.createObjectNode();
      map.forEach((key, element) -> node.set(key.toString(), plain(element)));
      return node;
    }
    if (value instanceof ByteBuffer buffer) {
      return JSON.getNodeFactory().binaryNode(buffer.array());
    }
    boolean isText = value instanceof CharSequence || value instanceof GenericEnumSymbol<?>;
    return JSON.valueToTree(isText ? value.toString() : value);
  }
}
