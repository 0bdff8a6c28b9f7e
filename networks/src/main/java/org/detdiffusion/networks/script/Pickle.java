package org.detdiffusion.networks.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few operations of Python's pickle, protocol 2, that a module with tensors takes. */
final class Pickle {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Pickle() {
    op(0x80);
    op(2);
  }

  private Pickle op(int code) {
    bytes.write(code);
    return this;
  }

  private Pickle little(long value) {
    for (int i = 0; i < 4; i++) {
      op((int) (value >> 8 * i) & 0xff);
    }
    return this;
  }

  Pickle global(String module, String name) {
    op('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  Pickle text(String value) {
    byte[] utf = value.getBytes(StandardCharsets.UTF_8);
    op('X').little(utf.length);
    bytes.writeBytes(utf);
    return this;
  }

  /** A whole number of up to 31 bits. */
  Pickle number(long value) {
    return op('J').little(value);
  }

  Pickle numbers(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  /** Opens a module of a class; its attributes follow as texts and values. */
  Pickle module(String type) {
    return global("__torch__", type).op(')').op(0x81).op('}').op('(').text("training").op(0x89);
  }

  /** A contiguous tensor whose values are the archive's entry {@code data/<key>}. */
  Pickle tensor(String key, long... shape) {
    global("torch._utils", "_rebuild_tensor_v2").op('(').op('(');
    text("storage").global("torch", "FloatStorage").text(key).text("cpu");
    number(Tensor.elements(shape)).op('t').op('Q');
    number(0).numbers(shape).numbers(strides(shape)).op(0x89);
    return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }

  private static long[] strides(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  /** Closes the module and the pickle. */
  byte[] finished() {
    op('u').op('b').op('.');
    return bytes.toByteArray();
  }
}
