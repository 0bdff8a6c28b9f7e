package org.detdiffusion.labeller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Loop;
import org.jboss.logging.Logger;

/**
 * The detectors at work: of each name the newest that has a scope. One that can't be loaded is
 * refused, and the one before it stays.
 */
final class Labellings implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Labellings.class);

  private final Path models;
  private final Judges judges;
  private final LoopMaker loops;
  private final Map<String, Labelling> atWork = new TreeMap<>();
  private final Set<ModelUpdate> refused = new HashSet<>();

  /** Makes the loop of a detector. */
  @FunctionalInterface
  interface LoopMaker {
    Loop make(ModelUpdate detector, Judge judge);
  }

  Labellings(Path models, Judges judges, LoopMaker loops) {
    this.models = models;
    this.judges = judges;
    this.loops = loops;
  }

  /** Starts and stops loops until they are those of the newest detectors. */
  synchronized void follow(Map<String, ModelUpdate> newest) {
    newest.forEach(
        (name, update) -> {
          if (update.getRole() == Role.DETECTOR) {
            follow(name, update);
          }
        });
  }

  private void follow(String name, ModelUpdate update) {
    Labelling current = atWork.get(name);
    boolean known = current != null && current.detector().equals(update);
    if (known || refused.contains(update)) {
      return;
    }
    if (update.getLabels() != null) {
      replace(name, update);
    } else if (update.getFinished()) {
      stop(name);
    }
  }

  private void replace(String name, ModelUpdate update) {
    try {
      Labelling labelling = labelling(update, judges.load(folder(update)));
      stop(name);
      labelling.loop().start();
      atWork.put(name, labelling);
      LOG.infof(
          "detector %s, step %d, judges %s",
          update.getName(), update.getStep(), update.getLabels());
    } catch (IOException unusable) {
      refused.add(update);
      LOG.errorf("detector %s is refused: %s", update.getName(), unusable.getMessage());
    }
  }

  /** Without a loop nobody would close the judge. */
  private Labelling labelling(ModelUpdate update, Judge judge) {
    try {
      return new Labelling(update, judge, loops.make(update, judge));
    } catch (RuntimeException failed) {
      judge.close();
      throw failed;
    }
  }

  /** Some detectors are programs, so a message or a link must not name one that lies elsewhere. */
  private Path folder(ModelUpdate update) throws IOException {
    requireHash("location", update.getLocation());
    requireHash("sha256", update.getSha256());
    Path folder = models.resolve(update.getLocation());
    if (Files.exists(folder) && !folder.toRealPath().startsWith(models.toRealPath())) {
      throw new IOException(folder + " leads out of the models directory: put the detector there");
    }
    return folder;
  }

  private static void requireHash(String field, String value) throws IOException {
    if (!Sha256.isOne(value)) {
      throw new IOException("its " + field + " '" + value + "' is not 64 hexadecimal digits");
    }
  }

  private void stop(String name) {
    Labelling old = atWork.remove(name);
    if (old != null) {
      old.close();
    }
  }

  synchronized List<Loop> loops() {
    List<Loop> running = new ArrayList<>();
    atWork.values().forEach(labelling -> running.add(labelling.loop()));
    return running;
  }

  @Override
  public synchronized void close() {
    List.copyOf(atWork.keySet()).forEach(this::stop);
  }
}
