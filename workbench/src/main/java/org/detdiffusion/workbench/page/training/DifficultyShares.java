package org.detdiffusion.workbench.page.training;

import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.workbench.page.NewestMap;

/** How many objects each detector found easy and hard, of the newest images it judged. */
public final class DifficultyShares {
  private static final int DETECTORS = 40;
  private static final int IMAGES = 20_000;

  private final Map<String, Map<String, Counts>> byDetector = new NewestMap<>(DETECTORS);

  /**
   * A detector's verdicts.
   *
   * @param images it judged, each by its newest verdict
   */
  public record Share(String detector, int images, long easy, long hard) {}

  private record Counts(int easy, int hard) {}

  public synchronized void add(AttributeRecord verdict) {
    byDetector
        .computeIfAbsent(verdict.getDetector(), unused -> new NewestMap<>(IMAGES))
        .put(
            ImageKey.of(verdict),
            new Counts(count(verdict, Difficulty.EASY), count(verdict, Difficulty.HARD)));
  }

  private static int count(AttributeRecord verdict, Difficulty difficulty) {
    return (int)
        verdict.getObjects().stream()
            .filter(object -> object.getDifficulty() == difficulty)
            .count();
  }

  /** In the order in which they began to judge. */
  public synchronized List<Share> shares() {
    return byDetector.entrySet().stream()
        .map(entry -> share(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Share share(String detector, Map<String, Counts> images) {
    return new Share(
        detector,
        images.size(),
        images.values().stream().mapToLong(Counts::easy).sum(),
        images.values().stream().mapToLong(Counts::hard).sum());
  }
}
