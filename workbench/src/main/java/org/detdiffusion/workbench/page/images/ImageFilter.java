package org.detdiffusion.workbench.page.images;

import jakarta.ws.rs.DefaultValue;
import java.util.Optional;
import java.util.function.Predicate;
import org.detdiffusion.messages.Difficulty;
import org.jboss.resteasy.reactive.RestQuery;

/** Which images are asked for; what is not said does not matter. */
public final class ImageFilter implements Predicate<IndexedImage> {
  /** Either {@code real} or {@code synthetic}. */
  @RestQuery public Optional<String> kind;

  @RestQuery public Optional<String> className;
  @RestQuery public Optional<Difficulty> difficulty;
  @RestQuery public Optional<String> job;
  @RestQuery public Optional<String> dataSet;

  /** What a gate says of synthetic images: {@code kept} or {@code dropped}. */
  @RestQuery public Optional<String> verdict;

  /** Images with lower numbers only, to go on behind a page. */
  @RestQuery
  @DefaultValue("9223372036854775807")
  public long before;

  @RestQuery
  @DefaultValue("60")
  public int limit;

  @Override
  public boolean test(IndexedImage image) {
    return kind.map(wanted -> image.synthetic() == wanted.equals("synthetic")).orElse(true)
        && job.map(image.job()::equals).orElse(true)
        && dataSet.map(image.dataSet()::equals).orElse(true)
        && verdict.map(wanted -> isVerdict(image, wanted)).orElse(true)
        && (className.isEmpty() && difficulty.isEmpty()
            || image.boxes().stream().anyMatch(this::fits));
  }

  private static boolean isVerdict(IndexedImage image, String wanted) {
    return image.gate().map(gate -> gate.kept() == wanted.equals("kept")).orElse(false);
  }

  /** One object has to fit both: a hard boot is not an easy boot beside a hard cup. */
  private boolean fits(ShownBox box) {
    return className.map(box.className()::equals).orElse(true)
        && (difficulty.isEmpty() || difficulty.equals(box.difficulty()));
  }
}
