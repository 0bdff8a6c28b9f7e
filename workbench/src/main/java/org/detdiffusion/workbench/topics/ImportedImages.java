package org.detdiffusion.workbench.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.ImageEntry;

/** The images of a source that are imported, with the names they get on the topic. */
public record ImportedImages(List<Named> images) {
  /** What a data set without splits is for. */
  public static final String TRAIN = "train";

  /** Images that no list of a source with lists names: never mixed with those to learn from. */
  static final String UNLISTED = "unlisted";

  /** An image by the id and the split that its message has. */
  public record Named(String id, String split, ImageEntry entry) {}

  /**
   * Those of the wanted split, or all. In a source without splits the wanted one is given to all.
   *
   * @throws InvalidDataSetException when the source has splits but not that one
   */
  public static ImportedImages of(List<ImageEntry> entries, Optional<String> wanted)
      throws InvalidDataSetException {
    Set<String> splits =
        entries.stream().map(ImageEntry::split).collect(Collectors.toCollection(TreeSet::new));
    boolean without = splits.equals(Set.of(""));
    List<String> ids = ImageIds.of(entries);
    List<Named> images = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String own = entries.get(i).split().isEmpty() ? UNLISTED : entries.get(i).split();
      String split = without ? wanted.orElse(TRAIN) : own;
      if (wanted.isEmpty() || wanted.get().equals(split)) {
        images.add(new Named(ids.get(i), split, entries.get(i)));
      }
    }
    if (images.isEmpty()) {
      splits.remove("");
      throw new InvalidDataSetException(
          "There are no images of split '%s': name one of %s"
              .formatted(wanted.orElse(""), String.join(", ", splits)));
    }
    return new ImportedImages(images);
  }
}
