package org.detdiffusion.networks.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction, good ones and bad ones. */
final class PickleWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PickleWriter() {
    raw(0x80, 2);
  }

  PickleWriter raw(int... instructions) {
    for (int instruction : instructions) {
      bytes.write(instruction);
    }
    return this;
  }

  PickleWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    raw('X').little(4, utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  PickleWriter global(String module, String name) {
    raw('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleWriter number(long value) {
    raw(0x8a, 8).little(8, value);
    return this;
  }

  private void little(int size, long value) {
    ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    bytes.write(buffer.array(), 0, size);
  }

  PickleWriter tuple(long... values) {
    raw('(');
    for (long value : values) {
      number(value);
    }
    return raw('t');
  }

  PickleWriter emptyDict() {
    return global("collections", "OrderedDict").raw(')', 'R');
  }

  /** A tensor as {@code torch.save} writes it. */
  PickleWriter tensor(String type, String key, long elements, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").raw('(', '(');
    text("storage").global("torch", type).text(key).text("cpu").number(elements).raw('t', 'Q');
    number(0).tuple(shape).tuple(strides).raw(0x89);
    return emptyDict().raw('t', 'R');
  }

  byte[] done() {
    raw('.');
    return bytes.toByteArray();
  }
}
