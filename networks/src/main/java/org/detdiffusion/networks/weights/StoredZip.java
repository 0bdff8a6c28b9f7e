package org.detdiffusion.networks.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the entries of a zip archive lie that are stored without compression, as PyTorch stores all
 * that matters; others are left out. Sizes are checked against the file before anything is
 * allocated.
 */
final class StoredZip {

  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END_64_LOCATOR = 0x07064b50;
  private static final int END_64_LOCATOR_SIZE = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_SIZE = 56;
  private static final int LONGEST_COMMENT = 65535;
  private static final int LARGEST_DIRECTORY = 1 << 26;

  private final Path file;
  private final FileChannel channel;
  private final long fileSize;

  private StoredZip(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    fileSize = channel.size();
  }

  /** Entries by name. */
  static Map<String, Region> entries(Path file, FileChannel channel) throws IOException {
    return new StoredZip(file, channel).entries();
  }

  private Map<String, Region> entries() throws IOException {
    Region directory = directory();
    ByteBuffer bytes = read(directory.start(), (int) directory.size());
    Map<String, Region> entries = new TreeMap<>();
    long total = 0;
    while (bytes.remaining() >= ZipDirectoryEntry.SIZE) {
      ZipDirectoryEntry entry = ZipDirectoryEntry.read(bytes);
      if (entry == null) {
        throw broken("its directory is damaged");
      }
      if (!entry.isStored()) {
        continue;
      }
      String name = new String(entry.name(), StandardCharsets.UTF_8);
      Region region = region(name, entry);
      total += region.size();
      if (entries.put(name, region) != null || total > fileSize) {
        throw broken("its entries lie over one another");
      }
    }
    return entries;
  }

  private Region directory() throws IOException {
    int tail = (int) Math.min(fileSize, END_SIZE + LONGEST_COMMENT);
    ByteBuffer bytes = read(fileSize - tail, tail);
    for (int at = tail - END_SIZE; at >= 0; at--) {
      if (bytes.getInt(at) == END) {
        long size = bytes.getInt(at + 12) & 0xffffffffL;
        long start = bytes.getInt(at + 16) & 0xffffffffL;
        boolean large = size == 0xffffffffL || start == 0xffffffffL;
        return checked(large ? largeDirectory(fileSize - tail + at) : new Region(start, size));
      }
    }
    throw broken("its end is missing");
  }

  private Region largeDirectory(long end) throws IOException {
    ByteBuffer locator = read(end - END_64_LOCATOR_SIZE, END_64_LOCATOR_SIZE);
    ByteBuffer record = read(locator.getLong(8), END_64_SIZE);
    if (locator.getInt(0) != END_64_LOCATOR || record.getInt(0) != END_64) {
      throw broken("its end is damaged");
    }
    return new Region(record.getLong(48), record.getLong(40));
  }

  private Region checked(Region directory) throws InvalidWeightsException {
    if (directory.size() > LARGEST_DIRECTORY) {
      throw broken("its directory claims " + directory.size() + " bytes");
    }
    return directory;
  }

  private Region region(String name, ZipDirectoryEntry entry) throws IOException {
    ByteBuffer header = read(entry.header(), ZipDirectoryEntry.LOCAL_SIZE);
    long start = entry.header() + ZipDirectoryEntry.dataAt(header);
    if (entry.size() < 0 || entry.size() > fileSize - start) {
      throw broken(
          "its entry '%s' claims %d bytes, more than the file has".formatted(name, entry.size()));
    }
    return new Region(start, entry.size());
  }

  private ByteBuffer read(long start, int size) throws IOException {
    if (start < 0 || start > fileSize - size) {
      throw broken("it points behind its end");
    }
    return channel.map(FileChannel.MapMode.READ_ONLY, start, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private InvalidWeightsException broken(String how) {
    return new InvalidWeightsException(file, "is a broken or cut-off zip archive: " + how);
  }
}
