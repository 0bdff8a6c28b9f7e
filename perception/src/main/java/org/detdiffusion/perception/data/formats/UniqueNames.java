package org.detdiffusion.perception.data.formats;

import java.util.HashSet;
import java.util.Set;

/** Gives the images of a data set names that differ. */
final class UniqueNames {
  private final Set<String> taken = new HashSet<>();
  private final boolean withoutEnding;
  private final ConversionLog log;

  /**
   * @param withoutEnding whether names must differ even without their endings, because annotation
   *     files are named after them
   */
  UniqueNames(boolean withoutEnding, ConversionLog log) {
    this.withoutEnding = withoutEnding;
    this.log = log;
  }

  /**
   * The image's name where it is free, else one with the split before it or a number behind; a
   * change is counted.
   *
   * @param scope within which names must differ
   */
  String claim(String scope, ImageEntry image) {
    return claim(scope, image, image.fileName());
  }

  /** As {@link #claim}, without folders. */
  String claimFlat(String scope, ImageEntry image) {
    return claim(scope, image, image.fileName().replace('/', '_'));
  }

  private String claim(String scope, ImageEntry image, String wanted) {
    String name = wanted;
    int file = wanted.lastIndexOf('/') + 1;
    if (!isFree(scope, name) && !image.split().isEmpty()) {
      name = wanted.substring(0, file) + image.split() + "_" + wanted.substring(file);
    }
    String base = name;
    int dot = file + SafeNames.stem(base.substring(file)).length();
    for (int number = 2; !isFree(scope, name); number++) {
      name = base.substring(0, dot) + "-" + number + base.substring(dot);
    }
    taken.add(key(scope, name));
    if (!name.equals(image.fileName())) {
      log.change(
          "images renamed", "image '%s' is called '%s' now".formatted(image.fileName(), name));
    }
    return name;
  }

  private boolean isFree(String scope, String name) {
    return !taken.contains(key(scope, name));
  }

  private String key(String scope, String name) {
    int file = name.lastIndexOf('/') + 1;
    String key = name.substring(0, file) + SafeNames.stem(name);
    return scope + "\n" + (withoutEnding ? key : name);
  }
}
