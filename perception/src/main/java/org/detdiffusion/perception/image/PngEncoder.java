package org.detdiffusion.perception.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** 8-bit RGB PNG without metadata, every line Paeth-filtered: no clock, no choice, no variation. */
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PngEncoder() {}

  static byte[] encode(PixelImage image) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(image.width()).putInt(image.height());
    header.put((byte) 8).put((byte) 2).put(new byte[3]);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    writeChunk(png, "IHDR", header.array());
    writeChunk(png, "IDAT", deflate(filter(image)));
    writeChunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void writeChunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  private static byte[] filter(PixelImage image) {
    byte[] rgb = image.rgb();
    int stride = image.width() * 3;
    byte[] filtered = new byte[(stride + 1) * image.height()];
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      filtered[at++] = 4;
      for (int i = 0; i < stride; i++) {
        int here = y * stride + i;
        int left = i >= 3 ? rgb[here - 3] & 0xff : 0;
        int up = y > 0 ? rgb[here - stride] & 0xff : 0;
        int upLeft = i >= 3 && y > 0 ? rgb[here - stride - 3] & 0xff : 0;
        filtered[at++] = (byte) (rgb[here] - PngFilters.paeth(left, up, upLeft));
      }
    }
    return filtered;
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(6);
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        compressed.write(part, 0, deflater.deflate(part));
      }
      return compressed.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
