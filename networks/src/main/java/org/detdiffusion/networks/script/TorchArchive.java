package org.detdiffusion.networks.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The bytes of a TorchScript archive (PyTorch's {@code .pt} zip) that holds one module without
 * parameters, its methods given as source text.
 */
final class TorchArchive {

  /** PROTO 2, GLOBAL __torch__.Ops, (), NEWOBJ, {"training": True}, BUILD, STOP. */
  private static final byte[] MODULE =
      ("\u0080\u0002c__torch__\nOps\n)\u0081}(X\b\0\0\0training\u0088ub.")
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private TorchArchive() {}

  static byte[] of(List<String> methods) {
    String code =
        "class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
            + String.join("", methods);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "archive/data.pkl", MODULE);
      put(zip, "archive/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      putRest(zip);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The entries that are the same in every archive. */
  static void putRest(ZipOutputStream zip) throws IOException {
    put(zip, "archive/constants.pkl", EMPTY_TUPLE);
    put(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    put(zip, "archive/version", "10\n".getBytes(StandardCharsets.US_ASCII));
  }

  static void put(ZipOutputStream zip, String name, byte[] data) throws IOException {
    put(zip, name, ByteBuffer.wrap(data));
  }

  static void put(ZipOutputStream zip, String name, ByteBuffer data) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.remaining());
    CRC32 crc = new CRC32();
    crc.update(data.duplicate());
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    Channels.newChannel(zip).write(data.duplicate());
    zip.closeEntry();
  }
}
