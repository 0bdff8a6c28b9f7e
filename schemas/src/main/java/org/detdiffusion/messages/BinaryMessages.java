package org.detdiffusion.messages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads binary records of one message type. The class loader is the message's own: under Quarkus it
 * is not the one that loaded Avro.
 */
record BinaryMessages<T>(Class<T> type, SpecificData data, Schema schema, KnownSchemas known) {
  private static final int SINGLE_OBJECT_HEADER = 10;
  private static final int CONFLUENT_HEADER = 5;

  private static final ClassValue<BinaryMessages<?>> BY_TYPE =
      new ClassValue<>() {
        @Override
        protected BinaryMessages<?> computeValue(Class<?> type) {
          return create(type);
        }
      };

  @SuppressWarnings("unchecked") // the ClassValue's entry of T is made for T
  static <T> BinaryMessages<T> of(Class<T> type) {
    return (BinaryMessages<T>) BY_TYPE.get(type);
  }

  private static <T> BinaryMessages<T> create(Class<T> type) {
    var data = new SpecificData(type.getClassLoader());
    var schema = data.getSchema(type);
    return new BinaryMessages<>(type, data, schema, KnownSchemas.of(schema));
  }

  T readSingleObject(byte[] bytes) throws UnreadableMessageException {
    requireLength(bytes, SINGLE_OBJECT_HEADER);
    if (bytes[1] != 1) {
      throw unreadable("it has version " + bytes[1] + " of Avro's framing, only 1 is known", null);
    }
    long fingerprint = ByteBuffer.wrap(bytes, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
    var writer = known.byFingerprint(fingerprint);
    if (writer.isEmpty()) {
      throw new UnknownSchemaException(
          "The message is no readable %s: it was written with an unknown schema (fingerprint %s); update this program and redrive, or publish to the topic of its type."
              .formatted(type.getSimpleName(), Long.toHexString(fingerprint)));
    }
    return readBinary(writer.get(), bytes, SINGLE_OBJECT_HEADER);
  }

  T readConfluent(byte[] bytes, RegistrySchemas registry) throws UnreadableMessageException {
    requireLength(bytes, CONFLUENT_HEADER);
    int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
    var writer = registry.byId().get(id);
    if (writer == null) {
      throw unreadable(
          "its schema registry id " + id + " is not configured; add it to " + RegistrySchemas.KEY,
          null);
    }
    var fits = SchemaCompatibility.checkReaderWriterCompatibility(schema, writer).getType();
    if (fits != SchemaCompatibilityType.COMPATIBLE) {
      throw unreadable("its schema registry id " + id + " stands for " + writer.getName(), null);
    }
    return readBinary(writer, bytes, CONFLUENT_HEADER);
  }

  T readBinary(Schema writer, byte[] bytes, int from) throws UnreadableMessageException {
    var reader = new SpecificDatumReader<T>(writer, schema, data);
    var decoder = new BoundedDecoder(bytes, from);
    T message;
    try {
      message = reader.read(null, decoder);
    } catch (IOException | RuntimeException broken) {
      throw unreadable("its bytes are truncated or damaged", broken);
    }
    if (!decoder.isEnd()) {
      throw unreadable("bytes are left over after the record", null);
    }
    return message;
  }

  UnreadableMessageException unreadable(String why, Throwable cause) {
    return new UnreadableMessageException(
        "The message is no readable " + type.getSimpleName() + ": " + why + ".", cause);
  }

  private void requireLength(byte[] bytes, int header) throws UnreadableMessageException {
    if (bytes.length < header) {
      throw unreadable("it ends after " + bytes.length + " bytes, within the header", null);
    }
  }
}
