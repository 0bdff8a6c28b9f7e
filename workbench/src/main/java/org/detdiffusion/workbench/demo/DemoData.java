package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.workbench.process.WorkbenchException;

/** The demo's real images in their four splits, named after their source. */
record DemoData(String name, List<String> classes, List<AnnotatedImage> images) {

  /**
   * Divides the source's further images between the oracle, which needs as many as the training
   * split has, and the judge.
   *
   * @throws WorkbenchException when there is nothing to learn from or to measure on
   */
  static DemoData of(String name, DataSet source, DemoProfile profile) throws WorkbenchException {
    List<AnnotatedImage> images = new ArrayList<>();
    take(images, name, source.images(DataSet.TRAIN), Splits.TRAIN);
    List<AnnotatedImage> further = source.images(DataSet.EXTRA);
    int extra = Math.min(profile.images().extra(), further.size());
    take(images, name, further.subList(0, extra), Splits.EXTRA);
    take(images, name, further.subList(extra, further.size()), Splits.JUDGE);
    take(images, name, source.images(DataSet.TEST), Splits.TEST);
    DemoData data = new DemoData(name, source.classes(), KnownClasses.only(images));
    data.require(Splits.TRAIN, "to train on");
    data.require(Splits.TEST, "to measure on");
    data.requireFolds(profile.folds());
    return data;
  }

  private static void take(
      List<AnnotatedImage> images, String name, List<AnnotatedImage> from, String split) {
    for (AnnotatedImage image : from) {
      images.add(new AnnotatedImage(image.id(), name, split, image.image(), image.objects()));
    }
  }

  private void require(String split, String purpose) throws WorkbenchException {
    if (images(split).size() < 2) {
      throw new WorkbenchException(
          "The data set '%s' has fewer than 2 images %s; give it more photographs."
              .formatted(name, purpose));
    }
  }

  private void requireFolds(int folds) throws WorkbenchException {
    for (int fold = 0; fold < folds; fold++) {
      int wanted = fold;
      if (images(Splits.TRAIN).stream().noneMatch(i -> Folds.foldOf(i.id(), folds) == wanted)) {
        throw new WorkbenchException(
            "The training images of data set '%s' can't be divided into %d parts for cross-fitting; give it more photographs."
                .formatted(name, folds));
      }
    }
  }

  List<AnnotatedImage> images(String split) {
    return images.stream().filter(image -> image.split().equals(split)).toList();
  }

  /** Number of images by split; splits without any are left out. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    images.forEach(image -> counts.merge(image.split(), 1, Integer::sum));
    return counts;
  }

  /** Images that no generator learns from, as long as these are at least as many as those. */
  List<String> judgeSplits() {
    Map<String, Integer> counts = counts();
    int apart = counts.getOrDefault(Splits.EXTRA, 0) + counts.getOrDefault(Splits.JUDGE, 0);
    List<String> splits =
        apart >= counts.get(Splits.TRAIN)
            ? List.of(Splits.EXTRA, Splits.JUDGE)
            : List.of(Splits.TRAIN, Splits.EXTRA, Splits.JUDGE);
    return splits.stream().filter(counts::containsKey).toList();
  }

  DemoPlan plan(DemoProfile profile, long seed) {
    boolean extra = counts().getOrDefault(Splits.EXTRA, 0) >= counts().get(Splits.TRAIN);
    return new DemoPlan(name, profile, seed, judgeSplits(), extra, images(Splits.TEST).size());
  }
}
