package org.detdiffusion.workbench.page.images;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What images can be chosen by.
 *
 * @param most images the index holds; older ones are forgotten
 */
public record Choices(
    SortedSet<String> classes,
    SortedSet<String> jobs,
    SortedSet<String> dataSets,
    long real,
    long synthetic,
    int most) {

  static Choices of(Collection<IndexedImage> images, int most) {
    SortedSet<String> classes = new TreeSet<>();
    SortedSet<String> jobs = new TreeSet<>();
    SortedSet<String> dataSets = new TreeSet<>();
    for (IndexedImage image : images) {
      image.boxes().forEach(box -> classes.add(box.className()));
      jobs.add(image.job());
      dataSets.add(image.dataSet());
    }
    jobs.remove("");
    dataSets.remove("");
    long synthetic = images.stream().filter(IndexedImage::synthetic).count();
    return new Choices(classes, jobs, dataSets, images.size() - synthetic, synthetic, most);
  }
}
