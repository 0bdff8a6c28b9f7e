package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.detdiffusion.networks.diffusers.FineTuning;
import org.detdiffusion.workbench.train.TrainGeneratorOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train-generator",
    description = "Fine-tunes Stable Diffusion or GeoDiffusion to draw the layouts of a data set.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Attributes come from the verb label; without them the prompts name class and place alone.",
      "A stopped run goes on where it was when started again with the same options.",
      "",
      "  detdiffusion train-generator --model stable-diffusion-v1-5 --coco labels.json --steps"
          + " 20000 --out runs/sd"
    })
final class TrainGeneratorCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "The model to start from, as diffusers saves it. It is only read.")
  private Path model;

  @ArgGroup(multiplicity = "1")
  private DataOption data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where unfinished steps and the finished model go.")
  private Path out;

  @Mixin private TuningOptions tuning;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "512",
      description = "Side of the squares that images are scaled to (default 512).")
  private int size;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "500",
      description = "Steps between saved ones to go on from (default 500).")
  private int checkpointEvery;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    require(Files.isDirectory(model), "--model: there is no directory '" + model + "'.");
    require(
        !Files.exists(out) || Files.isDirectory(out),
        "--out: '" + out + "' is a file; name a directory.");
    require(size >= 64 && size <= 2048, "--size must be 64 to 2048, not " + size + ".");
    require(checkpointEvery >= 1, "--checkpoint-every must be at least 1.");
    tuning.check();
    data.check(spec);
    FineTuning asked = tuning.in(out.toAbsolutePath());
    List<String> words = new ArrayList<>();
    words.add(model.toAbsolutePath().toString());
    words.add(data.path().toAbsolutePath().toString());
    words.addAll(tuning.words(size, asked.run()));
    return new Invocation.Work(
        new TrainGeneratorOptions(
            model,
            data.format(),
            data.path(),
            size,
            asked,
            checkpointEvery,
            out.toAbsolutePath(),
            words,
            reporting.asked()));
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
