package org.detdiffusion.generator;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.jboss.logging.Logger;

/**
 * The newest generators of each name, as announced in model-updates; older ones are kept for the
 * case that a newer one can't be used. Safe for several threads.
 */
final class AnnouncedGenerators {
  private static final Logger LOG = Logger.getLogger(AnnouncedGenerators.class);

  private static final int MOST_KEPT = 3;
  private static final int MOST_SHOWN = 80;

  /** After which a checkpoint is tried again that could not be read. */
  private static final long REST_NANOS = 10_000_000_000L;

  /** Locations by name, the newest first. */
  private final Map<String, List<String>> announced = new ConcurrentHashMap<>();

  /** When those that could not be read are tried again. */
  private final Map<String, Long> resting = new ConcurrentHashMap<>();

  private final LongSupplier nanoTime;

  AnnouncedGenerators() {
    this(System::nanoTime);
  }

  AnnouncedGenerators(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes an announcement; those of detectors, and unreadable ones, are passed over. */
  void read(Incoming record) {
    try {
      ModelUpdate update = Wire.decode(ModelUpdate.class, record.value());
      if (update.getRole() == Role.GENERATOR) {
        take(update);
      }
    } catch (UnreadableMessageException unreadable) {
      LOG.errorf("a model update was passed over: %s", unreadable.getMessage());
    }
  }

  private void take(ModelUpdate update) {
    if (Sha256.isOne(update.getLocation())) {
      announced.merge(
          update.getName(), List.of(update.getLocation()), AnnouncedGenerators::newerFirst);
      LOG.infof("generator %s is now %s", shown(update.getName()), update.getLocation());
    } else {
      LOG.errorf(
          "generator %s is refused: its location '%s' is not 64 hexadecimal digits",
          shown(update.getName()), shown(update.getLocation()));
    }
  }

  static String shown(String text) {
    return Printable.line(text, MOST_SHOWN);
  }

  private static List<String> newerFirst(List<String> older, List<String> newer) {
    return Stream.concat(newer.stream(), older.stream()).distinct().limit(MOST_KEPT).toList();
  }

  /**
   * Uses a checkpoint no more, until it is announced again.
   *
   * @return false when there is no older one of the name: then it stays
   */
  boolean refuse(String name, String location) {
    List<String> left =
        announced.computeIfPresent(
            name,
            (same, locations) -> locations.size() > 1 ? without(location, locations) : locations);
    return left != null && !left.contains(location);
  }

  /**
   * Passes a checkpoint over for a while, since it can't be read now.
   *
   * @return false when there is no other one of the name: then it stays
   */
  boolean rest(String name, String location) {
    resting.put(location, nanoTime.getAsLong() + REST_NANOS);
    List<String> known = announced.getOrDefault(name, List.of());
    return known.stream().anyMatch(each -> !isResting(each));
  }

  private boolean isResting(String location) {
    Long until = resting.get(location);
    return until != null && nanoTime.getAsLong() - until < 0;
  }

  private static List<String> without(String location, List<String> locations) {
    return locations.stream().filter(each -> !each.equals(location)).toList();
  }

  boolean isEmpty() {
    return announced.isEmpty();
  }

  /**
   * Folder below the models directory of the checkpoint that a job names by its sha256, announced
   * here already or not; else of the newest of the name that is not resting.
   */
  String location(LayoutJob job) throws RejectedException {
    String pinned = job.getGeneratorSha256();
    if (pinned.isEmpty()) {
      return newestLocation(job.getGenerator());
    }
    if (!Sha256.isOne(pinned)) {
      throw new RejectedException(
          PermanentCode.BAD_JOB,
          "layout '%s' names generatorSha256 '%s', which is not 64 hexadecimal digits"
              .formatted(job.getId(), pinned));
    }
    return pinned;
  }

  private String newestLocation(String name) throws RejectedException {
    List<String> locations = announced.get(name);
    if (locations == null) {
      throw new RejectedException(
          PermanentCode.UNKNOWN_GENERATOR,
          "no generator named '%s'; known: %s"
              .formatted(name, announced.keySet().stream().sorted().toList()));
    }
    return locations.stream().filter(each -> !isResting(each)).findFirst().orElse(locations.get(0));
  }
}
