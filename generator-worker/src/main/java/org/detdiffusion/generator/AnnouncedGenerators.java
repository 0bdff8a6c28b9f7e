package org.detdiffusion.generator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.jboss.logging.Logger;

/** The newest generator of each name, as announced in model-updates. Safe for several threads. */
final class AnnouncedGenerators {
  private static final Logger LOG = Logger.getLogger(AnnouncedGenerators.class);

  private final Map<String, ModelUpdate> newest = new ConcurrentHashMap<>();

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
      newest.put(update.getName(), update);
      LOG.infof("generator %s is now %s", update.getName(), update.getLocation());
    } else {
      LOG.errorf(
          "generator %s is refused: its location '%s' is not 64 hexadecimal digits",
          update.getName(), update.getLocation());
    }
  }

  boolean isEmpty() {
    return newest.isEmpty();
  }

  /**
   * Folder below the models directory of the checkpoint that a job names by its sha256, announced
   * here already or not; else of the newest of the name.
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
    ModelUpdate update = newest.get(name);
    if (update == null) {
      throw new RejectedException(
          PermanentCode.UNKNOWN_GENERATOR,
          "no generator named '%s'; known: %s"
              .formatted(name, newest.keySet().stream().sorted().toList()));
    }
    return update.getLocation();
  }
}
