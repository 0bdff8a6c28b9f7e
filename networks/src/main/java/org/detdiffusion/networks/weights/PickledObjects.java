package org.detdiffusion.networks.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few things of Python that a state dict consists of. Nothing else can be made, and nothing is
 * ever looked up by name in this process.
 */
final class PickledObjects {

  private static final String DICT = "collections.OrderedDict";
  private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";

  /** libtorch notes the types of its lists and dictionaries. */
  private static final String TYPE_NOTE = "torch.jit._pickle.restore_type_tag";

  private static final Map<String, TensorType> STORAGES =
      Map.of(
          "torch.DoubleStorage", TensorType.F64,
          "torch.FloatStorage", TensorType.F32,
          "torch.HalfStorage", TensorType.F16,
          "torch.BFloat16Storage", TensorType.BF16,
          "torch.LongStorage", TensorType.I64,
          "torch.IntStorage", TensorType.I32,
          "torch.ShortStorage", TensorType.I16,
          "torch.CharStorage", TensorType.I8,
          "torch.ByteStorage", TensorType.U8,
          "torch.BoolStorage", TensorType.BOOL);

  private PickledObjects() {}

  /** A Python function or class by its full name. */
  record Global(String name) {}

  static Global global(String name) {
    if (!name.equals(DICT)
        && !name.equals(TENSOR)
        && !name.equals(PARAMETER)
        && !name.equals(TYPE_NOTE)
        && !STORAGES.containsKey(name)) {
      throw new IllegalArgumentException(
          "wants Python's '" + printable(name) + "': only tensors are read from such a file");
    }
    return new Global(name);
  }

  private static String printable(String name) {
    String clean = name.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
  }

  /** What Python would get by calling it. */
  static Object call(Global function, List<?> arguments) {
    return switch (function.name()) {
      case DICT -> dict(arguments);
      case TENSOR -> tensor(arguments);
      case PARAMETER -> argument(arguments, 0, PickledTensor.class);
      case TYPE_NOTE -> argument(arguments, 0, Object.class);
      default -> throw new IllegalArgumentException("calls '" + function.name() + "'");
    };
  }

  private static Map<Object, Object> dict(List<?> arguments) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("makes a dictionary of something");
    }
    return new LinkedHashMap<>();
  }

  private static PickledTensor tensor(List<?> arguments) {
    long[] shape = longs(argument(arguments, 2, List.class));
    long[] strides = longs(argument(arguments, 3, List.class));
    if (shape.length != strides.length) {
      throw new IllegalArgumentException("has a tensor with sizes and strides that don't fit");
    }
    StorageReference storage = argument(arguments, 0, StorageReference.class);
    return new PickledTensor(storage, argument(arguments, 1, Long.class), shape, strides);
  }

  /** A reference to numbers outside the pickle. */
  static StorageReference storage(Object id) {
    if (!(id instanceof List<?> parts) || parts.size() < 5 || !"storage".equals(parts.get(0))) {
      throw new IllegalArgumentException("refers to something that is no storage");
    }
    TensorType type = STORAGES.get(argument(parts, 1, Global.class).name());
    if (type == null || (parts.size() > 5 && !parts.get(5).equals(Optional.empty()))) {
      throw new IllegalArgumentException("refers to a storage of an unknown kind");
    }
    return new StorageReference(
        type, argument(parts, 2, String.class), argument(parts, 4, Long.class));
  }

  private static long[] longs(List<?> values) {
    long[] longs = new long[values.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = argument(values, i, Long.class);
    }
    return longs;
  }

  private static <T> T argument(List<?> arguments, int index, Class<T> type) {
    if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
      throw new IllegalArgumentException(
          "gives something that is no " + type.getSimpleName() + " where one is needed");
    }
    return type.cast(arguments.get(index));
  }
}
