package org.detdiffusion.workbench.bench.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.labeller.DetectorLoops;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.scenes.Scenes;
import org.detdiffusion.workbench.bench.labelling.FreeJudge;
import org.detdiffusion.workbench.bench.labelling.SceneDetector;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Transform;
import org.detdiffusion.workerkit.TransformLoop;
import org.detdiffusion.workerkit.bench.PlainLoop;

/**
 * A transform exactly once and at least once.
 *
 * @param name of the transform
 * @param topic that holds the records
 * @param bytes of a record
 * @param transform whose outputs go elsewhere here, so that each run has its own
 * @param chosen batch for which the promise is made
 */
record Transforms(
    StreamBroker broker,
    StreamSizes sizes,
    String name,
    String topic,
    int bytes,
    Transform transform,
    int chosen)
    implements Subject {
  private static final double WANTED = 0.6;
  private static final int BATCHES = 60;
  private static final String OURS = "TransformLoop, exactly once";
  private static final String PLAIN = "plain clients, at least once";

  /** The labeller's work on composed scenes, with a detector that costs nothing. */
  static Transforms labelling(StreamBroker broker, StreamSizes sizes, int bytes) {
    Transform labelling =
        DetectorLoops.transform(
            broker.clients(),
            SceneDetector.named("free"),
            new FreeJudge(Scenes.classes().get(0)),
            AttributeRule.standard());
    return new Transforms(
        broker, sizes, "Labelling", Topics.ANNOTATED_IMAGES, bytes, labelling, 100);
  }

  /** No work at all: what is left is Kafka's and ours. */
  static Transforms copying(StreamBroker broker, StreamSizes sizes, String topic, int bytes) {
    Transform copy = record -> List.of(new Outgoing(topic, record.key(), record.value()));
    return new Transforms(broker, sizes, "Copying", topic, bytes, copy, 100);
  }

  @Override
  public String title() {
    return "%s records of %d bytes, one partition".formatted(name, bytes);
  }

  @Override
  public String unit() {
    return "records a second";
  }

  @Override
  public Map<String, Double> round() throws InterruptedException, WorkbenchException {
    Map<String, Double> round = new LinkedHashMap<>();
    String unread = broker.topic("written");
    round.put("producer alone", broker.plain().produce(unread, sizes.records(), bytes));
    round.put("consumer alone", broker.plain().consume(topic, sizes.records()));
    for (int batch : sizes.batches()) {
      round.put(label(PLAIN, batch), plain(batch));
      round.put(label(OURS, batch), ours(batch));
    }
    return round;
  }

  private static String label(String loop, int batch) {
    return loop + ", batches of " + batch;
  }

  private double ours(int batch) throws InterruptedException, WorkbenchException {
    String results = broker.topic("results");
    try (var arrivals = new Arrivals(broker.clients(), results);
        var loop =
            new TransformLoop(
                "bench-transform", broker.clients(), results, List.of(topic), batch, to(results))) {
      loop.start();
      return rate(arrivals, batch);
    }
  }

  private double plain(int batch) throws InterruptedException, WorkbenchException {
    String results = broker.topic("results");
    try (var arrivals = new Arrivals(broker.clients(), results);
        var loop = PlainLoop.group(broker.plain(), results, topic, batch, to(results))) {
      return rate(arrivals, batch);
    }
  }

  private Transform to(String results) {
    return record ->
        transform.apply(record).stream().map(output -> Redirected.to(results, output)).toList();
  }

  private double rate(Arrivals arrivals, int batch)
      throws InterruptedException, WorkbenchException {
    int count = Math.min(sizes.records(), BATCHES * batch);
    return arrivals.rate(count / 5, count);
  }

  @Override
  public List<Promise> promises(Figures figures) {
    return sizes.batches().stream()
        .filter(batch -> batch == chosen)
        .map(batch -> figures.get(label(OURS, batch)).shareOf(figures.get(label(PLAIN, batch))))
        .map(share -> Promise.share(name + " exactly once, to at least once", share, WANTED))
        .toList();
  }
}
