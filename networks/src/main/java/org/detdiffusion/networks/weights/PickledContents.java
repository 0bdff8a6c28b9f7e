package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a file of PyTorch consists of.
 *
 * @param stateDict what its pickle made
 * @param storages where the numbers are, by key
 */
record PickledContents(Object stateDict, Map<String, Region> storages) {

  private static final String PICKLE = "/data.pkl";
  private static final BigInteger OLD_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  static PickledContents ofZip(Path file, FileChannel channel) throws IOException {
    Map<String, Region> entries = StoredZip.entries(file, channel);
    String folder = folder(file, entries);
    Region order = entries.get(folder + "/byteorder");
    if (order != null && !text(channel, order).equals("little")) {
      throw new InvalidWeightsException(file, "has numbers that are not little-endian");
    }
    Region pickle = entries.get(folder + PICKLE);
    Region start = new Region(pickle.start(), Math.min(pickle.size(), Integer.MAX_VALUE));
    Object stateDict = PickleMachine.read(map(channel, start));
    String prefix = folder + "/data/";
    Map<String, Region> storages = new HashMap<>();
    entries.forEach(
        (name, region) -> {
          if (name.startsWith(prefix)) {
            storages.put(name.substring(prefix.length()), region);
          }
        });
    return new PickledContents(stateDict, storages);
  }

  private static String folder(Path file, Map<String, Region> entries)
      throws InvalidWeightsException {
    for (String name : entries.keySet()) {
      if (name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length()) {
        return name.substring(0, name.length() - PICKLE.length());
      }
    }
    throw new InvalidWeightsException(
        file, "is a zip archive without an uncompressed data.pkl, as PyTorch writes it");
  }

  private static String text(FileChannel channel, Region region) throws IOException {
    Region first = new Region(region.start(), Math.min(region.size(), 16));
    return StandardCharsets.US_ASCII.decode(map(channel, first)).toString();
  }

  /** Before 1.6: five pickles, then each storage behind its length. */
  static PickledContents ofOld(Path file, FileChannel channel) throws IOException {
    Region all = new Region(0, Math.min(channel.size(), Integer.MAX_VALUE));
    ByteBuffer bytes = map(channel, all);
    if (!OLD_MAGIC.equals(PickleMachine.read(bytes))) {
      throw new InvalidWeightsException(file, "is a pickle, but not one of PyTorch");
    }
    PickleMachine.read(bytes);
    PickleMachine.read(bytes);
    Object stateDict = PickleMachine.read(bytes);
    if (!(PickleMachine.read(bytes) instanceof List<?> keys)) {
      throw new InvalidWeightsException(file, "does not list its storages");
    }
    return new PickledContents(stateDict, oldStorages(file, bytes, references(stateDict), keys));
  }

  private static Map<String, Region> oldStorages(
      Path file, ByteBuffer bytes, Map<String, StorageReference> references, List<?> keys)
      throws InvalidWeightsException {
    Map<String, Region> storages = new HashMap<>();
    for (Object key : keys) {
      StorageReference storage = key instanceof String name ? references.get(name) : null;
      if (storage == null || bytes.getLong() != storage.elements()) {
        throw new InvalidWeightsException(file, "has a storage that no tensor describes");
      }
      long size = Math.multiplyExact(storage.elements(), (long) storage.type().bytes());
      if (size < 0 || size > bytes.remaining()) {
        throw new InvalidWeightsException(file, "is cut off");
      }
      storages.put(storage.key(), new Region(bytes.position(), size));
      bytes.position(bytes.position() + (int) size);
    }
    return storages;
  }

  /** Of a state dict, and of one that lies in it under {@code model}. */
  private static Map<String, StorageReference> references(Object dict) {
    Map<String, StorageReference> references = new HashMap<>();
    if (dict instanceof Map<?, ?> map) {
      Object model = map.get("model");
      Stream.concat(
              map.values().stream(),
              model instanceof Map<?, ?> inner ? inner.values().stream() : Stream.of())
          .filter(PickledTensor.class::isInstance)
          .map(value -> ((PickledTensor) value).storage())
          .forEach(storage -> references.put(storage.key(), storage));
    }
    return references;
  }

  private static ByteBuffer map(FileChannel channel, Region region) throws IOException {
    return channel
        .map(FileChannel.MapMode.READ_ONLY, region.start(), region.size())
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
