package org.detdiffusion.networks.detection.exported;

import java.util.ArrayList;
import java.util.List;

/**
 * An input as an ONNX file declares it.
 *
 * @param type ONNX's number of the type of its elements
 * @param sizes of its axes; 0 for one without a fixed size
 */
record OnnxInput(String name, int type, List<Long> sizes) {

  private static final int SINGLE = 1;
  private static final int LARGEST = 8192;

  /**
   * @throws IllegalArgumentException in one sentence when it is not one image
   */
  OnnxInput requireImage() {
    require(
        type == SINGLE,
        "takes numbers of ONNX's type %d, not single precision: export it without half or int8"
            .formatted(type));
    require(
        sizes.size() == 4 || sizes.size() == 3,
        "has the shape %s, not [1, 3, height, width]: export a network that takes images"
            .formatted(sizes));
    require(
        !sizes.contains(0L),
        "has axes without a fixed size, %s: export it with fixed ones, for a YOLO dynamic=False"
            .formatted(sizes));
    List<Long> planes = sizes.subList(sizes.size() - 3, sizes.size());
    require(
        (sizes.size() == 3 || sizes.get(0) == 1) && planes.get(0) == 3,
        "has the shape %s, not [1, 3, height, width]: export it for one image of three colours"
            .formatted(sizes));
    require(
        planes.stream().allMatch(size -> size > 0 && size <= LARGEST),
        "has the shape %s: images of at most %dx%d can be looked at"
            .formatted(sizes, LARGEST, LARGEST));
    return this;
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException("its input '" + name + "' " + fault);
    }
  }

  int height() {
    return Math.toIntExact(sizes.get(sizes.size() - 2));
  }

  int width() {
    return Math.toIntExact(sizes.get(sizes.size() - 1));
  }

  long[] dimensions() {
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  /** Of a {@code ValueInfoProto}. */
  static OnnxInput read(ProtobufFields fields) {
    String name = fields.text(1);
    ProtobufFields tensor = fields.message(2).message(1);
    List<Long> sizes = new ArrayList<>();
    for (ProtobufFields axis : tensor.message(2).messages(1)) {
      sizes.add(axis.number(1));
    }
    return new OnnxInput(name, (int) tensor.number(1), sizes);
  }
}
