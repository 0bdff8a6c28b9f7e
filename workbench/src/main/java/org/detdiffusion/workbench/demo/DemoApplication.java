package org.detdiffusion.workbench.demo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.cli.CommandLines;
import org.detdiffusion.workbench.cli.Invocation;
import org.detdiffusion.workbench.page.access.SessionToken;
import org.detdiffusion.workbench.process.FaultWatch;
import org.detdiffusion.workbench.process.ProcessFaults;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The verb {@code demo}, inside the process that also holds broker and workers. */
@Singleton
public class DemoApplication implements QuarkusApplication {
  private static final Duration CATCH_UP = Duration.ofMinutes(2);
  private static final AtomicReference<DemoData> LOADED = new AtomicReference<>();
  private static final AtomicReference<DemoOptions> OPTIONS = new AtomicReference<>();
  private static final AtomicBoolean RESUMED = new AtomicBoolean();

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;
  @Inject Config settings;
  @Inject ProcessFaults faults;
  @Inject SessionToken token;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * Reads the real images before anything is started, so that bad input leaves nothing behind.
   *
   * @throws WorkbenchException when they can't be used
   */
  public static void load(DemoOptions options) throws WorkbenchException {
    OPTIONS.set(options);
    LOADED.set(DataSources.load(options.source(), options.profile(), options.seed()));
  }

  /**
   * Notes the loaded demo in its directory, which must be locked, before broker and workers start.
   *
   * @throws WorkbenchException when the directory holds another demo
   */
  public static void requireSameDemo() throws WorkbenchException {
    RESUMED.set(DemoRecord.resume(OPTIONS.get(), LOADED.get()));
  }

  @Override
  public int run(String... arguments) throws Exception {
    PrintWriter silent = new PrintWriter(Writer.nullWriter());
    if (CommandLines.parse(arguments, silent, silent) instanceof Invocation.Demo demo) {
      return run(demo.options());
    }
    throw new IllegalStateException("the demo was started without its verb");
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.set(true);
  }

  private int run(DemoOptions options) throws InterruptedException {
    KafkaClients clients = new KafkaClients(kafka, meters);
    MessageImages images = MessageImages.configured(settings);
    DemoTables tables = new DemoTables(images);
    try (images;
        TopicTail tail = new TopicTail("demo", clients, DemoTables.topics(), tables::accept);
        Publisher publisher = clients.publisher()) {
      tail.start();
      FaultWatch watch = faults.watch(List.of(tail), Thread.currentThread()::interrupt);
      boolean finished = isFinished(options, tables, tail, publisher, watch);
      watch.close();
      boolean unused = Thread.interrupted(); // by the watch, perhaps too late to be noticed
      return finished && !watch.isFaulty() ? 0 : 1;
    }
  }

  private boolean isFinished(
      DemoOptions options, DemoTables tables, TopicTail tail, Publisher publisher, FaultWatch watch)
      throws InterruptedException {
    try {
      return demo(options, tables, tail).run(publisher, stopping::get);
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

  private DemoRun demo(DemoOptions options, DemoTables tables, TopicTail tail)
      throws WorkbenchException, InterruptedException {
    PrintStream out = Terminal.out();
    boolean resumed = RESUMED.get();
    out.printf("%s in %s%n", resumed ? "Going on" : "Starting", options.directory());
    out.printf("Page: http://127.0.0.1:%d, Kafka: %s%n", port, kafka.get("bootstrap.servers"));
    out.printf("Token: %s (header %s, to publish by REST)%n", token.value(), SessionToken.HEADER);
    if (!tail.awaitCaughtUp(CATCH_UP)) {
      throw new WorkbenchException("The topics could not be read in time; is the disk slow?");
    }
    StageTimes times = StageTimes.open(options.directory(), resumed, System::nanoTime);
    return new DemoRun(options, LOADED.get(), tables, times, out);
  }
}
