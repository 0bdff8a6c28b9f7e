package org.detdiffusion.workbench.bench.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.detdiffusion.generator.GeneratorJobs;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobQueueLoop;
import org.detdiffusion.workerkit.bench.PlainSender;

/**
 * A generator called in a loop, and the same generator's images through the broker: the worker's
 * own handling of jobs, with checks, PNG files and messages.
 */
record Images(
    StreamBroker broker,
    StreamSizes sizes,
    String name,
    Generator generator,
    List<AnnotatedImage> scenes)
    implements Subject {
  private static final int STEPS = 6;
  private static final double GUIDANCE = 2.5;
  private static final double WANTED = 0.98;
  private static final String BARE = "bare loop";
  private static final String OURS = "through the broker";
  private static final int BATCH = GeneratorJobs.options().maxBatch();

  @Override
  public String title() {
    return "%s, batches of %d".formatted(name, BATCH);
  }

  @Override
  public String unit() {
    return "images a second";
  }

  @Override
  public Map<String, Double> round() throws InterruptedException, WorkbenchException {
    Map<String, Double> round = new LinkedHashMap<>();
    round.put(BARE, bare());
    round.put(OURS, throughTheBroker());
    return round;
  }

  private double bare() {
    var sampling = new Generator.Sampling(STEPS, GUIDANCE);
    long began = System.nanoTime();
    for (int batch = 1; batch < sizes.imageBatches(); batch++) {
      int first = batch * BATCH;
      var unused = generator.generate(requests(first), sampling);
    }
    double nanos = System.nanoTime() - began;
    return (sizes.imageBatches() - 1) * BATCH / nanos * TimeUnit.SECONDS.toNanos(1);
  }

  private List<Generator.Request> requests(int first) {
    return IntStream.range(first, first + BATCH)
        .mapToObj(image -> new Generator.Request(Layout.of(scene(image)), image))
        .toList();
  }

  private double throughTheBroker() throws InterruptedException, WorkbenchException {
    String jobs = broker.topic("layouts");
    String results = broker.topic("images");
    int count = sizes.imageBatches() * BATCH;
    send(jobs, count);
    JobHandler handler =
        new Redirected(GeneratorJobs.handler(broker.clients(), name, generator), results);
    try (var arrivals = new Arrivals(broker.clients(), results);
        var loop =
            new JobQueueLoop(
                "bench-images", broker.clients(), jobs, jobs, GeneratorJobs.options(), handler)) {
      loop.start();
      return arrivals.rate(BATCH, count);
    }
  }

  private void send(String jobs, int count) {
    try (var sender = new PlainSender(broker.plain())) {
      for (int image = 0; image < count; image++) {
        sender.send(jobs, "image-" + image, Wire.encode(job(image)));
      }
    }
  }

  private LayoutJob job(int image) {
    return LayoutJob.newBuilder()
        .setId("image-" + image)
        .setJobId("bench")
        .setGenerator(name)
        .setLayout(Messages.toMessage(Layout.of(scene(image))))
        .setSeed(image)
        .setSampling(new Sampling("dpm-solver++", STEPS, GUIDANCE))
        .build();
  }

  private AnnotatedImage scene(int image) {
    return scenes.get(image % scenes.size());
  }

  @Override
  public List<Promise> promises(Figures figures) {
    double share = figures.get(OURS).shareOf(figures.get(BARE));
    return List.of(Promise.share(name + ", through the broker to bare loop", share, WANTED));
  }
}
