package org.detdiffusion.perception.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Small files that ask for much memory or time. */
final class Bombs {
  private static final int BEHIND_IHDR = 33;

  private Bombs() {}

  /** A header, and zeros for some of its pixels. */
  static byte[] png(int width, int height, byte colours) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    byte[] start = chunk("IHDR", header.put(new byte[] {8, colours, 0, 0, 0}).array());
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return joined(signature, start, chunk("IDAT", deflated(new byte[100_000])));
  }

  /** The image with a comment of so many zeros. */
  static byte[] withComment(byte[] png, int bytes) {
    byte[] comment = chunk("zTXt", joined(new byte[] {'C', 0, 0}, deflated(new byte[bytes])));
    byte[] rest = Arrays.copyOfRange(png, BEHIND_IHDR, png.length);
    return joined(Arrays.copyOf(png, BEHIND_IHDR), comment, rest);
  }

  static byte[] progressiveJpeg() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The last scan so many times more. */
  static byte[] withScans(byte[] jpeg, int count) {
    int end = jpeg.length - 2;
    int last = end;
    while (jpeg[last] != (byte) 0xff || jpeg[last + 1] != (byte) 0xda) {
      last--;
    }
    ByteBuffer slow = ByteBuffer.allocate(jpeg.length + count * (end - last)).put(jpeg, 0, end);
    for (int i = 0; i < count; i++) {
      slow.put(jpeg, last, end - last);
    }
    return slow.put(jpeg, end, 2).array();
  }

  private static byte[] chunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
    chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, content.length + 4);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] packed = new byte[bytes.length + 100];
    int size = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, size);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
