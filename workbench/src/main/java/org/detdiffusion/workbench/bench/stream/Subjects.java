package org.detdiffusion.workbench.bench.stream;

import java.util.List;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.scenes.Scenes;
import org.detdiffusion.workbench.bench.labelling.SceneStream;
import org.detdiffusion.workerkit.PublishException;

/**
 * All that is measured.
 *
 * @param pocket a generator that computes
 */
record Subjects(StreamBroker broker, SceneStream scenes, Generator pocket) {
  private static final int MILLIS_AN_IMAGE = 50;
  private static final int COPIED_BYTES = 1024;
  private static final String COPIED = "copied-records";

  /** Writes the records that the transforms read. */
  void fill(int records) throws InterruptedException, PublishException {
    broker.clients().ensureTopics(1, 1);
    broker.plain().create(COPIED);
    double unused = broker.plain().produce(COPIED, records, COPIED_BYTES);
    try (var publisher = broker.clients().publisher()) {
      scenes.publish(publisher, records);
    }
  }

  List<Subject> of(StreamSizes sizes) {
    int bytes = (int) Math.round(scenes.bytes());
    return List.of(
        images(sizes, "generator of %d ms an image".formatted(MILLIS_AN_IMAGE), parked()),
        images(sizes, "pocket generator", pocket),
        new EmptyJobs(broker, sizes),
        new AddedLatency(broker, sizes),
        Transforms.labelling(broker, sizes, bytes),
        Transforms.copying(broker, sizes, COPIED, COPIED_BYTES),
        new Pools(broker, sizes));
  }

  private Subject images(StreamSizes sizes, String name, Generator generator) {
    return new Images(broker, sizes, name, generator, scenes.scenes());
  }

  private Generator parked() {
    return new ParkedGenerator(Scenes.classes(), scenes.scenes().get(0).image(), MILLIS_AN_IMAGE);
  }
}
