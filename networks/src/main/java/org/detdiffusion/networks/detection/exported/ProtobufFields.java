package org.detdiffusion.networks.detection.exported;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one protobuf message, as they lie. What it takes for a message is one only if the
 * schema says so; reading another kind of bytes as fields fails or gives nonsense.
 */
record ProtobufFields(List<Field> fields) {

  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  /**
   * @param value of a varint
   * @param bytes of a length-delimited field, else empty
   */
  private record Field(int number, int type, long value, ByteBuffer bytes) {}

  /**
   * @throws IllegalArgumentException in one sentence when they are no protobuf
   */
  static ProtobufFields of(byte[] bytes) {
    return of(ByteBuffer.wrap(bytes));
  }

  private static ProtobufFields of(ByteBuffer message) {
    ByteBuffer bytes = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (bytes.hasRemaining()) {
      fields.add(field(bytes));
    }
    return new ProtobufFields(fields);
  }

  private static Field field(ByteBuffer bytes) {
    long key = varint(bytes);
    int number = (int) (key >>> 3);
    int type = (int) (key & 7);
    return switch (type) {
      case VARINT -> new Field(number, type, varint(bytes), ByteBuffer.allocate(0));
      case EIGHT_BYTES -> new Field(number, type, 0, take(bytes, 8));
      case BYTES -> new Field(number, type, 0, take(bytes, varint(bytes)));
      case FOUR_BYTES -> new Field(number, type, 0, take(bytes, 4));
      default -> throw broken();
    };
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < 64 && bytes.hasRemaining(); shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private static ByteBuffer take(ByteBuffer bytes, long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw broken();
    }
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  private static IllegalArgumentException broken() {
    return new IllegalArgumentException("it is no ONNX file, or a broken one: export it again");
  }

  /** The last value, as protobuf has it; 0 without one. */
  long number(int field) {
    long value = 0;
    for (Field one : fields) {
      value = one.number == field && one.type == VARINT ? one.value : value;
    }
    return value;
  }

  String text(int field) {
    List<ByteBuffer> found = bytes(field);
    return found.isEmpty()
        ? ""
        : StandardCharsets.UTF_8.decode(found.get(found.size() - 1).duplicate()).toString();
  }

  /** The last one; without fields when there is none. */
  ProtobufFields message(int field) {
    List<ByteBuffer> found = bytes(field);
    return found.isEmpty() ? new ProtobufFields(List.of()) : of(found.get(found.size() - 1));
  }

  List<ProtobufFields> messages(int field) {
    return bytes(field).stream().map(ProtobufFields::of).toList();
  }

  private List<ByteBuffer> bytes(int field) {
    return fields.stream()
        .filter(one -> one.number == field && one.type == BYTES)
        .map(Field::bytes)
        .toList();
  }
}
