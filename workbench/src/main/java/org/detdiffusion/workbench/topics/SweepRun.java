package org.detdiffusion.workbench.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.ImageStore;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.images.StoredObject;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Pace;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.SnapshotException;
import org.detdiffusion.workerkit.TopicSnapshot;

/**
 * Finds the objects of the store that no message names. The store is listed before the topics are
 * read: what is written in between is in no list, and what a message of that time names again is
 * young by then and stays.
 */
final class SweepRun {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SweepOptions options;
  private final ImageStore store;
  private final Map<String, StoredObject> unnamed = new HashMap<>();
  private final List<StoredObject> named = new ArrayList<>();
  private final List<StoredObject> young = new ArrayList<>();
  private final List<StoredObject> orphans = new ArrayList<>();
  private final List<StoredObject> kept = new ArrayList<>();

  /**
   * @throws WorkbenchException when there is no store
   */
  SweepRun(SweepOptions options, MessageImages images) throws WorkbenchException {
    this.options = options;
    this.store =
        images
            .store()
            .orElseThrow(
                () ->
                    new WorkbenchException(
                        "No image store is configured; set detdiffusion.images.store to the one"
                            + " that the workers have."));
  }

  /**
   * @throws SnapshotException when the topics can't be read to their ends: nothing is deleted then
   */
  SweepReport run(ConversionProgress line)
      throws WorkbenchException, ImageException, SnapshotException {
    Instant oldest = Instant.now().minus(options.grace());
    var topics = new TopicSnapshot(Cluster.at(options.servers()).answering(), PATIENCE);
    store.list(object -> unnamed.put(object.name(), object));
    Pace pace = new Pace("reading", "message", 0, line, System::nanoTime);
    topics.read(
        NamedKeys.TOPICS,
        (record, read, all) -> {
          NamedKeys.of(record).forEach(this::name);
          pace.at(read, all);
        });
    if (options.deletes() && named.isEmpty() && !unnamed.isEmpty()) {
      throw anotherStore();
    }
    for (StoredObject object : unnamed.values()) {
      sweep(object, oldest);
    }
    return new SweepReport(store.name(), named, young, orphans, kept, options);
  }

  private void name(String key) {
    StoredObject object = unnamed.remove(key);
    if (object != null) {
      named.add(object);
    }
  }

  private void sweep(StoredObject object, Instant oldest) throws ImageException {
    if (object.written().isAfter(oldest)) {
      young.add(object);
    } else if (!options.deletes() || store.delete(object)) {
      orphans.add(object);
    } else {
      kept.add(object);
    }
  }

  /** More likely than a store of which nothing is needed any more. */
  private WorkbenchException anotherStore() {
    return new WorkbenchException(
        "No message at '%s' names any of the %d objects in %s, so nothing was deleted; check that they belong together."
            .formatted(options.servers(), unnamed.size(), store.name()));
  }
}
