package org.detdiffusion.workbench;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.detdiffusion.networks.script.DeviceSetting;
import org.detdiffusion.workbench.cli.CommandLines;
import org.detdiffusion.workbench.cli.Invocation;
import org.detdiffusion.workbench.demo.DemoExperiment;
import org.detdiffusion.workbench.experiment.Experiment;
import org.detdiffusion.workbench.experiment.ExperimentApplication;
import org.detdiffusion.workbench.loop.LoopExperiment;
import org.detdiffusion.workbench.page.ServeApplication;
import org.detdiffusion.workbench.page.ServeOptions;
import org.detdiffusion.workbench.process.AllInOne;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/** The command {@code detdiffusion}. Help and wrong usage are answered before anything starts. */
@QuarkusMain
public final class Main {
  static final int FAILED = 1;

  private Main() {}

  public static void main(String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Invocation invocation = CommandLines.parse(arguments, out, err);
    if (invocation instanceof Invocation.Answered answered) {
      System.exit(answered.exitCode());
    }
    try {
      DeviceSetting.check();
      run(invocation, arguments, out, err);
    } catch (WorkbenchException | IOException | IllegalArgumentException e) {
      err.println(e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void run(
      Invocation invocation, String[] arguments, PrintWriter out, PrintWriter err)
      throws WorkbenchException, IOException {
    if (invocation instanceof Invocation.Demo demo) {
      run(DemoExperiment.load(demo.options()), arguments);
    } else if (invocation instanceof Invocation.Loop loop) {
      run(LoopExperiment.load(loop.options()), arguments);
    } else if (invocation instanceof Invocation.Serve serve) {
      serve(serve.options(), arguments);
    } else if (invocation instanceof Invocation.Work work) {
      work.task().run(out, err);
    }
  }

  private static void run(Experiment experiment, String[] arguments)
      throws WorkbenchException, IOException {
    var options = experiment.options();
    System.setProperty("detdiffusion.loop.data-set", ""); // it plans its jobs itself
    try (RunDirectory directory = RunDirectory.open(options.directory())) {
      ExperimentApplication.prepare(experiment);
      AllInOne.prepare(directory, options.port(), 0, Optional.empty());
      Quarkus.run(ExperimentApplication.class, Main::exit, arguments);
    } finally {
      AllInOne.stopBroker();
    }
  }

  private static void serve(ServeOptions options, String[] arguments)
      throws WorkbenchException, IOException {
    options.settings().forEach(System::setProperty);
    try (RunDirectory directory = RunDirectory.open(options.directory())) {
      AllInOne.prepare(directory, options.port(), options.kafkaPort(), options.bootstrapServers());
      Quarkus.run(ServeApplication.class, Main::exit, arguments);
    } finally {
      AllInOne.stopBroker();
    }
  }

  private static void exit(int code, Throwable failure) {
    if (failure != null) {
      Terminal.complain("detdiffusion failed: " + reason(failure));
    }
    System.exit(failure == null ? code : FAILED);
  }

  /** Quarkus wraps what a worker says at the start into "Failed to start quarkus". */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
