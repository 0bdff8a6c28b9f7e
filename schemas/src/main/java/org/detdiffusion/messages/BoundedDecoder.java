package org.detdiffusion.messages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding read from memory. Unlike Avro's own decoder it believes no length that is
 * beyond the bytes there are, so that a hostile message of a few bytes can't ask for gigabytes.
 */
final class BoundedDecoder extends Decoder {
  private static final int VARINT_BYTES = 10;
  private final ByteBuffer bytes;

  BoundedDecoder(byte[] message, int from) {
    bytes = ByteBuffer.wrap(message, from, message.length - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean isEnd() {
    return !bytes.hasRemaining();
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() {
    return bytes.get() == 1;
  }

  @Override
  public int readInt() {
    return Math.toIntExact(readLong());
  }

  @Override
  public long readLong() {
    long zigzag = 0;
    for (int i = 0; i < VARINT_BYTES; i++) {
      byte next = bytes.get();
      zigzag |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new AvroRuntimeException("a number has more than " + VARINT_BYTES + " bytes");
  }

  @Override
  public float readFloat() {
    return bytes.getFloat();
  }

  @Override
  public double readDouble() {
    return bytes.getDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) {
    return new Utf8(take(readLong()));
  }

  @Override
  public String readString() {
    return new String(take(readLong()), StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() {
    skipFixed(bounded(readLong()));
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) {
    return ByteBuffer.wrap(take(readLong()));
  }

  @Override
  public void skipBytes() {
    skipFixed(bounded(readLong()));
  }

  @Override
  public void readFixed(byte[] target, int start, int length) {
    bytes.get(target, start, length);
  }

  @Override
  public void skipFixed(int length) {
    bytes.position(bytes.position() + bounded(length));
  }

  @Override
  public int readEnum() {
    return readInt();
  }

  @Override
  public int readIndex() {
    return readInt();
  }

  @Override
  public long readArrayStart() {
    return readItemCount();
  }

  @Override
  public long arrayNext() {
    return readItemCount();
  }

  @Override
  public long skipArray() {
    return readItemCount();
  }

  @Override
  public long readMapStart() {
    return readItemCount();
  }

  @Override
  public long mapNext() {
    return readItemCount();
  }

  @Override
  public long skipMap() {
    return readItemCount();
  }

  /**
   * A negative count is followed by the size of the items in bytes. Each item has a byte or more.
   */
  private long readItemCount() {
    long count = readLong();
    if (count >= 0) {
      return bounded(count);
    }
    long unused = readLong();
    return bounded(-count);
  }

  private byte[] take(long length) {
    byte[] taken = new byte[bounded(length)];
    bytes.get(taken);
    return taken;
  }

  private int bounded(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new AvroRuntimeException(
          "a length of " + length + " where " + bytes.remaining() + " bytes are left");
    }
    return (int) length;
  }
}
