package org.detdiffusion.workbench.topics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.detdiffusion.perception.data.formats.ImageEntry;

/**
 * Ids of a data set's images: their file names, and where two splits share one, the later with its
 * split before it. They depend on nothing but the data set, so that a second import says the same.
 */
final class ImageIds {
  private final Set<String> taken = new HashSet<>();

  private ImageIds() {}

  /** Of each image in turn. */
  static List<String> of(List<ImageEntry> images) {
    ImageIds ids = new ImageIds();
    List<String> all = new ArrayList<>(images.size());
    images.forEach(image -> all.add(ids.claim(image)));
    return all;
  }

  private String claim(ImageEntry image) {
    String id = image.fileName();
    if (taken.contains(id) && !image.split().isEmpty()) {
      id = image.split() + "/" + id;
    }
    String base = id;
    for (int number = 2; !taken.add(id); number++) {
      id = base + "-" + number;
    }
    return id;
  }
}
