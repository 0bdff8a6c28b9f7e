package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The checked header of a safetensors file: eight bytes of length, JSON, then the data without gap.
 * The rules are those of the safetensors crate. Nothing is allocated before its size is checked
 * against the size of the file.
 */
record SafeTensorsHeader(
    SortedMap<String, TensorEntry> entries, Map<String, String> metadata, long dataStart) {

  static final int LENGTH_BYTES = 8;
  static final long LARGEST = 100_000_000;

  static SafeTensorsHeader read(Path file, FileChannel channel) throws IOException {
    ForeignFormats.refuseName(file);
    long fileSize = channel.size();
    if (fileSize < LENGTH_BYTES) {
      throw new InvalidWeightsException(
          file, "is too short for safetensors: " + fileSize + " bytes");
    }
    ByteBuffer start = readFully(file, channel, 0, LENGTH_BYTES);
    long length = start.getLong(0);
    if (length < 0 || length > LARGEST || length > fileSize - LENGTH_BYTES) {
      ForeignFormats.refuseMagic(file, start);
      throw new InvalidWeightsException(
          file,
          "claims a header of "
              + Long.toUnsignedString(length)
              + " bytes, but at most "
              + Math.min(LARGEST, fileSize - LENGTH_BYTES)
              + " are possible");
    }
    String json = text(file, readFully(file, channel, LENGTH_BYTES, (int) length));
    SafeTensorsHeader header = new HeaderParser(file).parse(json, LENGTH_BYTES + length);
    header.checkOffsets(file, fileSize - header.dataStart());
    return header;
  }

  private static ByteBuffer readFully(Path file, FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new InvalidWeightsException(file, "became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static String text(Path file, ByteBuffer bytes) throws InvalidWeightsException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidWeightsException(file, "has a header that is not UTF-8");
    }
  }

  /** Tensors must fill the data from its first byte to its last without overlap or hole. */
  private void checkOffsets(Path file, long dataBytes) throws InvalidWeightsException {
    List<Map.Entry<String, TensorEntry>> inOrder = new ArrayList<>(entries.entrySet());
    inOrder.sort(
        Comparator.comparingLong((Map.Entry<String, TensorEntry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long position = 0;
    for (Map.Entry<String, TensorEntry> named : inOrder) {
      long begin = named.getValue().begin();
      if (begin != position) {
        throw new InvalidWeightsException(
            file,
            "tensor '"
                + named.getKey()
                + "' begins at byte "
                + begin
                + " where byte "
                + position
                + (begin < position ? " is expected: an overlap" : " is expected: a hole"));
      }
      position = named.getValue().end();
    }
    if (position != dataBytes) {
      throw new InvalidWeightsException(
          file, "has " + dataBytes + " bytes of data where its header describes " + position);
    }
  }
}
