package org.detdiffusion.perception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tensors of 32-bit floats in a safetensors file of reference numbers. */
public final class GoldenTensors {

  private final ByteBuffer bytes;
  private final JsonNode header;

  public GoldenTensors(Path file) throws IOException {
    bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    header = new ObjectMapper().readTree(bytes.array(), 8, (int) bytes.getLong(0));
  }

  public boolean contains(String name) {
    return header.has(name);
  }

  public int[] shape(String name) {
    JsonNode shape = header.get(name).get("shape");
    int[] sizes = new int[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).asInt();
    }
    return sizes;
  }

  /** Row-major. */
  public float[] floats(String name) {
    JsonNode offsets = header.get(name).get("data_offsets");
    int size = offsets.get(1).asInt() - offsets.get(0).asInt();
    float[] values = new float[size / 4];
    int start = 8 + (int) bytes.getLong(0) + offsets.get(0).asInt();
    bytes.slice(start, size).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
