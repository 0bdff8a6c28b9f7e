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
import org.detdiffusion.messages.Printable;
import org.detdiffusion.messages.Role;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Loop;
import org.jboss.logging.Logger;

/**
 * The detectors at work: of each name the newest that has a scope. A broken one is refused, one
 * that can't be read now is to be tried again, and the one before it stays.
 */
final class Labellings implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Labellings.class);

  private static final int MOST_SHOWN = 80;

  private final Path models;
  private final Judges judges;
  private final LoopMaker loops;
  private final Map<String, Labelling> atWork = new TreeMap<>();
  private final Set<ModelUpdate> refused = new HashSet<>();

  /** Those whose first vain attempt the log has. */
  private final Set<ModelUpdate> told = new HashSet<>();

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

  /**
   * Starts and stops loops until they are those of the newest detectors.
   *
   * @return false when a detector can't be read now: try again after a pause
   */
  synchronized boolean follow(Map<String, ModelUpdate> newest) {
    boolean all = true;
    for (Map.Entry<String, ModelUpdate> each : newest.entrySet()) {
      if (each.getValue().getRole() == Role.DETECTOR) {
        all &= follow(each.getKey(), each.getValue());
      }
    }
    return all;
  }

  private boolean follow(String name, ModelUpdate update) {
    Labelling current = atWork.get(name);
    boolean known = current != null && current.detector().equals(update);
    if (known || refused.contains(update)) {
      return true;
    }
    if (update.getLabels() != null) {
      return replace(name, update);
    }
    if (update.getFinished()) {
      stop(name);
    }
    return true;
  }

  private boolean replace(String name, ModelUpdate update) {
    try {
      Labelling labelling = labelling(update, judges.load(folder(update)));
      stop(name);
      labelling.loop().start();
      atWork.put(name, labelling);
      LOG.infof(
          "detector %s, step %d, judges %s", name(update), update.getStep(), update.getLabels());
      return true;
    } catch (InvalidWeightsException broken) {
      refused.add(update);
      LOG.errorf("detector %s is refused: %s", name(update), broken.getMessage());
      return true;
    } catch (IOException away) {
      if (told.add(update)) {
        LOG.warnf("detector %s is tried again until it can be read: %s", name(update), away);
      }
      return false;
    }
  }

  private static String name(ModelUpdate update) {
    return Printable.line(update.getName(), MOST_SHOWN);
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
    Path folder = Checkpoint.at(models, update.getLocation());
    if (!Sha256.isOne(update.getSha256())) {
      throw new InvalidWeightsException(folder, "was announced without a SHA-256");
    }
    if (Files.exists(folder) && !folder.toRealPath().startsWith(models.toRealPath())) {
      throw new InvalidWeightsException(
          folder, "leads out of the models directory: put the detector there");
    }
    return folder;
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
