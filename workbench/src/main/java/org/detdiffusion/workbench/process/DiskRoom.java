package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the disk of a directory has room to go on with. A run ends while some is left, since a
 * broker on a disk that is really full neither works nor says so.
 *
 * @param reserveBytes room for the checkpoints of training runs that are stopped
 */
record DiskRoom(Path directory, long reserveBytes) {
  private static final long RESERVE_BYTES = 256L << 20;

  static DiskRoom of(Path directory) {
    return new DiskRoom(directory, RESERVE_BYTES);
  }

  /** One sentence when there is too little. */
  Optional<String> fault() {
    try {
      return Files.getFileStore(directory).getUsableSpace() < reserveBytes
          ? Optional.of(
              "The disk of '"
                  + directory
                  + "' is full; make room and start again with the same options: the run goes on"
                  + " where it was.")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("The directory '" + directory + "' can't be read any more.");
    }
  }
}
