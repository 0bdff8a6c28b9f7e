package org.detdiffusion.workbench.experiment;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.page.access.SessionToken;
import org.detdiffusion.workbench.process.FaultWatch;
import org.detdiffusion.workbench.process.ProcessFaults;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.detdiffusion.workerkit.Tracing;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An experiment's verb, inside the process that also holds broker and workers. */
@Singleton
public class ExperimentApplication implements QuarkusApplication {
  private static final Duration CATCH_UP = Duration.ofMinutes(2);
  private static final AtomicReference<Experiment> EXPERIMENT = new AtomicReference<>();
  private static final AtomicBoolean RESUMED = new AtomicBoolean();

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject Tracing tracing;
  @Inject Config settings;
  @Inject ProcessFaults faults;
  @Inject SessionToken token;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * Notes the experiment in its directory, which must be locked, before broker and workers start.
   *
   * @throws WorkbenchException when the directory holds another one
   */
  public static void prepare(Experiment experiment) throws WorkbenchException {
    EXPERIMENT.set(experiment);
    RESUMED.set(ExperimentRecord.resume(experiment));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.set(true);
  }

  @Override
  public int run(String... arguments) throws InterruptedException {
    Experiment experiment = EXPERIMENT.get();
    KafkaClients clients = new KafkaClients(kafka, meters).traced(tracing);
    MessageImages images = MessageImages.configured(settings);
    StreamTables tables = new StreamTables(images);
    try (images;
        TopicTail tail =
            new TopicTail(experiment.kind(), clients, StreamTables.topics(), tables::accept);
        Publisher publisher = clients.publisher()) {
      tail.start();
      FaultWatch watch = faults.watch(List.of(tail), Thread.currentThread()::interrupt);
      boolean finished = isFinished(experiment, tables, tail, publisher, watch);
      watch.close();
      boolean unused = Thread.interrupted(); // by the watch, perhaps too late to be noticed
      return finished && !watch.isFaulty() ? 0 : 1;
    }
  }

  private boolean isFinished(
      Experiment experiment,
      StreamTables tables,
      TopicTail tail,
      Publisher publisher,
      FaultWatch watch)
      throws InterruptedException {
    try {
      return begin(experiment, tables, tail).run(publisher, stopping::get);
    } catch (WorkbenchException e) {
      if (!watch.looksFaulty()) {
        Terminal.complain(e.getMessage());
      }
      return false;
    } catch (InterruptedException e) {
      if (!watch.isFaulty()) {
        throw e;
      }
      return false;
    }
  }

  private ExperimentRun begin(Experiment experiment, StreamTables tables, TopicTail tail)
      throws WorkbenchException, InterruptedException {
    PrintStream out = Terminal.out();
    boolean resumed = RESUMED.get();
    ExperimentOptions options = experiment.options();
    out.printf("%s in %s%n", resumed ? "Going on" : "Starting", options.directory());
    out.printf("Page: http://127.0.0.1:%d, Kafka: %s%n", port, kafka.get("bootstrap.servers"));
    out.printf("Token: %s (header %s, to publish by REST)%n", token.value(), SessionToken.HEADER);
    if (!tail.awaitCaughtUp(CATCH_UP)) {
      throw new WorkbenchException("The topics could not be read in time; is the disk slow?");
    }
    StageTimes times = StageTimes.open(options.directory(), resumed, System::nanoTime);
    return experiment.begin(tables, times, out);
  }
}
