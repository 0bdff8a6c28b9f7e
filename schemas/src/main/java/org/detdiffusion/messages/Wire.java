package org.detdiffusion.messages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Messages to bytes and back.
 *
 * <p>Written as Avro single-object encoding: {@code C3 01}, the schema's CRC-64-AVRO fingerprint (8
 * bytes), the binary record. Read by the first byte: {@code C3} single-object with the current or
 * any released schema, {@code 00} Confluent framing with a configured schema id (see {@link
 * RegistrySchemas}), <code>{</code> the record as plain JSON (see {@link PlainJson}).
 */
public final class Wire {
  /** No message is larger, so that what is unpacked from one has a bound. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final byte SINGLE_OBJECT = (byte) 0xC3;
  private static final byte CONFLUENT = 0;

  /** Making one reads the class path for conversions; each serves all threads. */
  private static final ClassValue<BinaryMessageEncoder<SpecificRecord>> ENCODERS =
      new ClassValue<>() {
        @Override
        protected BinaryMessageEncoder<SpecificRecord> computeValue(Class<?> type) {
          var data = new SpecificData(type.getClassLoader());
          return new BinaryMessageEncoder<>(data, data.getSchema(type));
        }
      };

  private Wire() {}

  /** The message in single-object encoding. */
  public static byte[] encode(SpecificRecord message) {
    try (var bytes = new ByteArrayOutputStream()) {
      ENCODERS.get(message.getClass()).encode(message, bytes);
      return bytes.toByteArray();
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  /** Reads bytes of any known framing; schema ids of a registry as configured. */
  public static <T extends SpecificRecord> T decode(Class<T> type, byte[] bytes)
      throws UnreadableMessageException {
    return decode(type, bytes, RegistrySchemas.configured());
  }

  /**
   * Reads bytes of any known framing.
   *
   * @throws UnreadableMessageException when they are null, empty, too many, truncated, of another
   *     type or of an unknown schema
   */
  public static <T extends SpecificRecord> T decode(
      Class<T> type, byte[] bytes, RegistrySchemas registry) throws UnreadableMessageException {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadableMessageException(
          "The message has no bytes; publish a " + type.getSimpleName() + " as Avro or JSON.");
    }
    if (bytes.length > MAX_BYTES) {
      throw new UnreadableMessageException(
          "The message has %d bytes and %d are the most; scale its image down."
              .formatted(bytes.length, MAX_BYTES));
    }
    var binary = BinaryMessages.of(type);
    return switch (bytes[0]) {
      case SINGLE_OBJECT -> binary.readSingleObject(bytes);
      case CONFLUENT -> binary.readConfluent(bytes, registry);
      case '{' -> PlainJson.read(binary, bytes);
      default -> throw unknownFraming(type, bytes[0]);
    };
  }

  private static UnreadableMessageException unknownFraming(Class<?> type, byte first) {
    return new UnreadableMessageException(
        "A message of type "
            + type.getSimpleName()
            + " starts with byte C3 (Avro), 00 (schema registry) or '{' (JSON), but this one"
            + " starts with "
            + String.format("%02X", first)
            + ".");
  }
}
