package org.detdiffusion.workbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.workbench.plan.PlanFiles;
import org.detdiffusion.workbench.plan.PlanJob;
import org.detdiffusion.workbench.topics.ImportedImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    description = {
      "Plans layouts of what a detector finds hard: from a labelled file, or as a job on the"
          + " stream.",
      "The same labels, options and seed give the same plan."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "To a file that 'generate --layouts' draws, and as a job whose images are waited for:",
      "  detdiffusion plan --labels labels.json --images 200 --focus weak-classes --out plan.json",
      "  detdiffusion plan --bootstrap-servers 127.0.0.1:9092 --data-set scenes --images 8 --wait"
    })
final class PlanCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "On files: what label or train-detector wrote.")
  private Path labels;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "On files: the COCO file to write; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "On the stream: the Kafka cluster; its security settings come from KAFKA_* variables.")
  private String servers;

  @Option(
      names = "--data-set",
      paramLabel = "NAME",
      description = "On the stream: the data set, by the name it was imported as.")
  private String dataSet;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Only this split (default all of a file; train on the stream).")
  private String split;

  @Mixin private LayoutOptions layouts;
  @Mixin private JobOptions job;
  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    if ((labels == null) == (servers == null)) {
      throw wrong("Name either --labels and --out, or --bootstrap-servers and --data-set.");
    }
    return new Invocation.Work(labels != null ? onFiles() : onStream());
  }

  private PlanFiles onFiles() {
    require(Files.isRegularFile(labels), "--labels: there is no file '" + labels + "'.");
    require(out != null, "--out: name the file that the plan goes to.");
    require(!Files.isDirectory(out), "--out: '" + out + "' is a directory; name a file.");
    require(!isSame(out, labels), "--out: '" + out + "' is planned from; name another file.");
    require(
        job.isEmpty() && dataSet == null,
        "--data-set, --id, --generator, --sampler, --steps, --guidance and --wait need"
            + " --bootstrap-servers.");
    AugmentationJob asked =
        layouts.in(AugmentationJob.newBuilder().setId("plan").setDataSet(""), spec);
    return new PlanFiles(labels, Optional.ofNullable(split), asked, out, reporting.asked());
  }

  private PlanJob onStream() {
    require(dataSet != null && !dataSet.isBlank(), "--data-set: name one that was labelled.");
    require(out == null, "--out is for --labels; export writes what comes of a job.");
    String from = split == null ? ImportedImages.TRAIN : split;
    AugmentationJob asked = layouts.in(job.job(dataSet, from, spec), spec);
    return new PlanJob(servers, asked, job.isAwaited(), reporting.asked());
  }

  private static boolean isSame(Path file, Path other) {
    try {
      return Files.exists(file) && Files.isSameFile(file, other);
    } catch (IOException unreadable) {
      return false; // reading it says more
    }
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw wrong(sentence);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
