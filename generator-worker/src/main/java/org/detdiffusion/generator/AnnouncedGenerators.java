package org.detdiffusion.generator;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.jboss.logging.Logger;

/** The newest generator of each name, as announced in model-updates. Safe for several threads. */
final class AnnouncedGenerators {
  private static final Logger LOG = Logger.getLogger(AnnouncedGenerators.class);
  private static final Pattern LOCATION = Pattern.compile("[0-9a-f]{64}");

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
    if (LOCATION.matcher(update.getLocation()).matches()) {
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

  /** Folder of the newest checkpoint below the models directory. */
  Optional<String> location(String name) {
    return Optional.ofNullable(newest.get(name)).map(ModelUpdate::getLocation);
  }

  Collection<String> names() {
    return newest.keySet().stream().sorted().toList();
  }
}
