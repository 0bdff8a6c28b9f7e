package org.detdiffusion.workbench.experiment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * An experiment's real images in their four splits, named after their source.
 *
 * @param leftOut what the source holds and the experiment does not use, counted by reason
 */
public record RealImages(
    String name, List<String> classes, List<AnnotatedImage> images, Map<String, Integer> leftOut) {

  /**
   * Divides the source's further images between the oracle, which needs as many as the training
   * split has, and the judge.
   *
   * @throws WorkbenchException when there is nothing to learn from or to measure on
   */
  static RealImages of(String name, ImportedDataSet imported, Profile profile)
      throws WorkbenchException {
    DataSet source = imported.dataSet();
    List<AnnotatedImage> images = new ArrayList<>();
    take(images, name, source.images(DataSet.TRAIN), Splits.TRAIN);
    List<AnnotatedImage> further = source.images(DataSet.EXTRA);
    int extra = Math.min(profile.images().extra(), further.size());
    take(images, name, further.subList(0, extra), Splits.EXTRA);
    take(images, name, further.subList(extra, further.size()), Splits.JUDGE);
    take(images, name, source.images(DataSet.TEST), Splits.TEST);
    KnownClasses known = KnownClasses.of(source.classes(), images);
    Map<String, Integer> leftOut = new TreeMap<>(imported.report().dropped());
    leftOut.putAll(known.leftOut());
    RealImages data = new RealImages(name, known.classes(), known.images(), leftOut);
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

  public List<AnnotatedImage> images(String split) {
    return images.stream().filter(image -> image.split().equals(split)).toList();
  }

  /** Number of images by split; splits without any are left out. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    images.forEach(image -> counts.merge(image.split(), 1, Integer::sum));
    return counts;
  }

  /**
   * SHA-256 of all images with their objects: other photographs or boxes are another experiment.
   */
  String sha256() {
    StringBuilder lines = new StringBuilder();
    for (AnnotatedImage image : images) {
      lines.append(image.id()).append(' ').append(image.split()).append(' ');
      lines.append(Sha256.of(image.image().rgb())).append(' ').append(image.objects()).append('\n');
    }
    return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Images that no generator learns from, as long as these are at least as many as those. */
  public List<String> judgeSplits() {
    Map<String, Integer> counts = counts();
    int apart = counts.getOrDefault(Splits.EXTRA, 0) + counts.getOrDefault(Splits.JUDGE, 0);
    List<String> splits =
        apart >= counts.get(Splits.TRAIN)
            ? List.of(Splits.EXTRA, Splits.JUDGE)
            : List.of(Splits.TRAIN, Splits.EXTRA, Splits.JUDGE);
    return splits.stream().filter(counts::containsKey).toList();
  }
}
