package org.detdiffusion.networks.detection.exported;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes the ONNX file of a detector for images of 64x64 pixels: in each quarter of the image there
 * is something red, green and blue, with the quarter's mean of that colour for a score. Its output
 * is {@code [1, 7, 4]}, YOLOv8's for three classes.
 *
 * @param type ONNX's number of the input's type, 1 for single precision
 * @param axes sizes of the input; a size of 0 is written as an axis with a name
 */
// A recipe that is never compared.
@SuppressWarnings("ArrayRecordComponent")
record ColourOnnx(int type, long[] axes, boolean external) {

  static final float[] CENTRES_AND_SIZES = {
    16, 48, 16, 48, 16, 16, 48, 48, 32, 32, 32, 32, 32, 32, 32, 32
  };

  static ColourOnnx standard() {
    return new ColourOnnx(1, new long[] {1, 3, 64, 64}, false);
  }

  ColourOnnx withAxes(long... other) {
    return new ColourOnnx(type, other, external);
  }

  byte[] toBytes() {
    ProtobufWriter graph =
        new ProtobufWriter()
            .message(1, pooling())
            .message(1, node("Reshape", "colours", "pooled", "shape"))
            .message(
                1,
                node("Concat", "output0", "boxes", "colours")
                    .message(5, new ProtobufWriter().text(1, "axis").number(3, 1).number(20, 2)))
            .text(2, "colours")
            .message(5, boxes())
            .message(5, shape())
            .message(11, value("images", type, axes))
            .message(12, value("output0", 1, 1, 7, 4));
    return new ProtobufWriter()
        .number(1, 8)
        .message(7, graph)
        .message(8, new ProtobufWriter().text(1, "").number(2, 13))
        .toBytes();
  }

  private static ProtobufWriter pooling() {
    return node("AveragePool", "pooled", "images")
        .message(5, sides("kernel_shape"))
        .message(5, sides("strides"));
  }

  private static ProtobufWriter sides(String name) {
    return new ProtobufWriter().text(1, name).number(8, 32).number(8, 32).number(20, 7);
  }

  private static ProtobufWriter node(String operation, String output, String... inputs) {
    ProtobufWriter node = new ProtobufWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, operation);
  }

  private ProtobufWriter boxes() {
    ByteBuffer values = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    values.asFloatBuffer().put(CENTRES_AND_SIZES);
    ProtobufWriter tensor =
        new ProtobufWriter().number(1, 1).number(1, 4).number(1, 4).number(2, 1).text(8, "boxes");
    if (!external) {
      return tensor.bytes(9, values.array());
    }
    ProtobufWriter place = new ProtobufWriter().text(1, "location").text(2, "/etc/hostname");
    return tensor.message(13, place).number(14, 1);
  }

  private static ProtobufWriter shape() {
    ByteBuffer values = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    values.putLong(1).putLong(3).putLong(4);
    return new ProtobufWriter().number(1, 3).number(2, 7).text(8, "shape").bytes(9, values.array());
  }

  private static ProtobufWriter value(String name, int type, long... axes) {
    ProtobufWriter shape = new ProtobufWriter();
    for (long axis : axes) {
      ProtobufWriter size = new ProtobufWriter();
      shape.message(1, axis == 0 ? size.text(2, "any") : size.number(1, axis));
    }
    ProtobufWriter tensor = new ProtobufWriter().number(1, type).message(2, shape);
    return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
  }
}
