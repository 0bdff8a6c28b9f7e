package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** The lists {@code train.txt}, {@code val.txt}, ... in {@code ImageSets/Main} or in the folder. */
public final class VocSplits {
  private VocSplits() {}

  /** The split of each listed image; of several lists the first by name counts. */
  public static Map<String, String> read(Path root) throws InvalidDataSetException {
    List<Path> lists = Folders.filesIn(root.resolve("ImageSets").resolve("Main"), ".txt");
    if (lists.isEmpty()) {
      lists = Folders.filesIn(root, ".txt");
    }
    Map<String, String> splits = new HashMap<>();
    for (Path list : lists) {
      String split = SafeNames.stem(list.getFileName().toString());
      if (SafeNames.isSplit(split)) {
        for (String line : TextLines.of(list)) {
          splits.putIfAbsent(line.strip().replaceFirst("\\s+-?[01]$", ""), split);
        }
      }
    }
    return splits;
  }
}
