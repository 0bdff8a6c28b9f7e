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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.detdiffusion.workbench.cli.CommandLines;
import org.detdiffusion.workbench.cli.Invocation;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Results;
import org.detdiffusion.workbench.report.TextReport;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.TopicTail;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The verb {@code demo}, inside the process that also holds broker and workers. */
@Singleton
public class DemoApplication implements QuarkusApplication {
  private static final Duration CATCH_UP = Duration.ofMinutes(2);

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry meters;

  @ConfigProperty(name = "quarkus.http.port")
  int port;

  private final AtomicBoolean stopping = new AtomicBoolean();

  @Override
  public int run(String... arguments) throws Exception {
    PrintWriter silent = new PrintWriter(java.io.Writer.nullWriter());
    if (CommandLines.parse(arguments, silent, silent) instanceof Invocation.Demo demo) {
      return run(demo.options());
    }
    throw new IllegalStateException("the demo was started without its verb");
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.set(true);
  }

  private int run(DemoOptions options) throws InterruptedException {
    try {
      return tryRun(options, Terminal.out());
    } catch (WorkbenchException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private int tryRun(DemoOptions options, PrintStream out)
      throws WorkbenchException, InterruptedException {
    boolean resumed = DemoRecord.resume(options);
    out.printf("%s in %s%n", resumed ? "Going on" : "Starting", options.directory());
    out.printf("Page: http://127.0.0.1:%d, Kafka: %s%n", port, kafka.get("bootstrap.servers"));
    DemoData data = DataSources.load(options.source(), options.profile(), options.seed());
    KafkaClients clients = new KafkaClients(kafka, meters);
    DemoTables tables = new DemoTables();
    try (TopicTail tail = new TopicTail("demo", clients, DemoTables.topics(), tables::accept);
        Publisher publisher = clients.publisher()) {
      tail.start();
      if (!tail.awaitCaughtUp(CATCH_UP)) {
        throw new WorkbenchException("The topics could not be read in time; is the disk slow?");
      }
      return walk(options, data, tables, publisher, out);
    }
  }

  private int walk(
      DemoOptions options,
      DemoData data,
      DemoTables tables,
      Publisher publisher,
      PrintStream out)
      throws WorkbenchException, InterruptedException {
    DemoPlan plan = data.plan(options.profile(), options.seed());
    List<Stage> stages = DemoStages.of(data, plan);
    Progress progress =
        new Progress(stages, tables, out, Terminal.isInteractive(), System::nanoTime);
    Demo demo = new Demo(tables, publisher, progress, stopping::get);
    Reporting reporting = new Reporting(options, data, plan, tables);
    DemoSheets sheets = new DemoSheets(data, plan, tables);
    boolean finished =
        demo.run(
            stages,
            stage -> {
              if (stage.title().equals(DemoStages.FIRST_PICTURES)) {
                reporting.write(sheets.preview());
                progress.say("First pictures: " + options.directory().resolve("sheet-preview.png"));
              }
            });
    if (!finished) {
      progress.say("Stopped; the same command goes on from here.");
      return 1;
    }
    progress.say("Measuring and writing the report");
    Scoring scoring =
        new Scoring(data, plan, tables, new LoadedDetectors(options.directory().resolve("models")));
    Results results = reporting.results(scoring, demo.seconds());
    reporting.write(results);
    out.printf("%n%s%n", TextReport.of(results));
    out.printf("Report: %s%n", options.directory().resolve("report.html"));
    return 0;
  }
}
