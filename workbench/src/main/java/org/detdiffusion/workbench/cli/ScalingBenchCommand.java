package org.detdiffusion.workbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.detdiffusion.generator.GeneratorJobs;
import org.detdiffusion.workbench.scaling.PodTimes;
import org.detdiffusion.workbench.scaling.ScalingBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "scaling",
    description = "Plays bursts of layout jobs against the rule that scales the generators.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Nothing is measured: pods are simulated, second by second, and so are KEDA and Kubernetes'",
      "autoscaler of pods; the backlog in GPU-seconds is computed by the workbench's own code."
    })
final class ScalingBenchCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--thresholds",
      paramLabel = "SECONDS",
      split = ",",
      defaultValue = "30,60,120,300,600",
      description = "GPU-seconds of backlog for each pod (default ${DEFAULT-VALUE}).")
  private List<Double> thresholds = new ArrayList<>();

  @Option(
      names = "--max-pods",
      paramLabel = "N",
      defaultValue = "8",
      description = "Pods at most (default ${DEFAULT-VALUE}).")
  private int pods;

  @Option(
      names = "--pod-start",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Until a new pod takes jobs (default ${DEFAULT-VALUE}).")
  private int start;

  @Option(
      names = "--image-seconds",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Time of an image (default ${DEFAULT-VALUE}).")
  private double image;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images made together (default as the worker does).")
  private int batch = GeneratorJobs.options().maxBatch();

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "For a batch at work when its pod is to end (default as the worker has).")
  private int grace = (int) GeneratorJobs.options().grace().toSeconds();

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  @Override
  public Invocation call() {
    try {
      PodTimes times = new PodTimes(start, image, batch, grace);
      return new Invocation.Work(new ScalingBench(thresholds, pods, times, json));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
