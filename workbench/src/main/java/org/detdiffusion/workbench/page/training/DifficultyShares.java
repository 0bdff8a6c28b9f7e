package org.detdiffusion.workbench.page.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.workbench.page.NewestMap;

/**
 * How many objects each detector found easy and hard, of the newest images it judged. A name that
 * was trained anew is another detector: its next round.
 */
public final class DifficultyShares {
  private static final int DETECTORS = 40;
  private static final int IMAGES = 20_000;

  private final Map<Judge, Map<String, Counts>> byDetector = new NewestMap<>(DETECTORS);

  /**
   * A detector's verdicts.
   *
   * @param round how many detectors of the name have judged, this one included
   * @param images it judged, each by its newest verdict
   */
  public record Share(String detector, int round, int images, long easy, long hard) {}

  private record Judge(String name, String sha256) {}

  private record Counts(int easy, int hard) {}

  public synchronized void add(AttributeRecord verdict) {
    byDetector
        .computeIfAbsent(
            new Judge(verdict.getDetector(), verdict.getDetectorSha256()),
            unused -> new NewestMap<>(IMAGES))
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
    Map<String, Integer> rounds = new HashMap<>();
    List<Share> shares = new ArrayList<>();
    byDetector.forEach(
        (judge, images) ->
            shares.add(share(judge.name(), rounds.merge(judge.name(), 1, Integer::sum), images)));
    return shares;
  }

  private static Share share(String detector, int round, Map<String, Counts> images) {
    return new Share(
        detector,
        round,
        images.size(),
        images.values().stream().mapToLong(Counts::easy).sum(),
        images.values().stream().mapToLong(Counts::hard).sum());
  }
}
