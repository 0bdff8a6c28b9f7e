package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.workbench.generate.GenerateOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    description = "Draws the layouts of a COCO file; writes a COCO directory.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A stopped run goes on where it was when started again with the same options.",
      "",
      "  detdiffusion generate --model runs/sd/models/0a1b... --layouts labels.json"
          + " --attributes hard --out hard"
    })
final class GenerateCommand implements Callable<Invocation> {
  private static final int MOST_STEPS = 1000;
  private static final int MOST_IMAGES = 10_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "A generator that was trained here: its directory below models.")
  private Path model;

  @Option(
      names = "--layouts",
      paramLabel = "FILE",
      required = true,
      description = "A COCO file whose boxes are asked for; its images need not be there.")
  private Path layouts;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The COCO directory to write.")
  private Path out;

  @Option(
      names = "--attributes",
      paramLabel = "origin|easy|hard",
      defaultValue = "origin",
      description = "Each object's own (default), or all easy, or all hard.")
  private String attributes;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many, layout after layout and round again (default: each once).")
  private int images;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      defaultValue = "dpm-solver++",
      description = "ddpm, ddim, pndm, dpm-solver++ (default) or unipc.")
  private String sampler;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Steps of the sampler (default 50).")
  private int steps;

  @Option(
      names = "--guidance",
      paramLabel = "X",
      defaultValue = "5",
      description = "Scale of the guidance by the prompt (default 5; 1: none).")
  private double guidance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the first image; each has the next (default 0).")
  private long seed;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images made together (default 1, which is bit for bit repeatable).")
  private int batch;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    require(Files.isDirectory(model), "--model: there is no directory '" + model + "'.");
    require(
        !Files.exists(out) || Files.isDirectory(out),
        "--out: '" + out + "' is a file; name a directory.");
    require(Files.isRegularFile(layouts), "--layouts: there is no file '" + layouts + "'.");
    require(images >= 0 && images <= MOST_IMAGES, "--images must be 0 to " + MOST_IMAGES + ".");
    require(batch >= 1 && batch <= 256, "--batch must be 1 to 256.");
    require(steps >= 1 && steps <= MOST_STEPS, "--steps must be 1 to " + MOST_STEPS + ".");
    require(guidance >= 0 && guidance <= 100, "--guidance must be 0 to 100.");
    SamplerName name =
        SamplerName.of(sampler)
            .orElseThrow(
                () -> wrong("--sampler is one of " + SamplerName.texts() + ", not " + sampler));
    return new Invocation.Work(
        new GenerateOptions(
            model.toAbsolutePath(),
            layouts.toAbsolutePath(),
            out.toAbsolutePath(),
            attribute(),
            images,
            new Generator.Sampling(name, steps, guidance),
            seed,
            batch,
            reporting.asked()));
  }

  private Optional<Attribute> attribute() {
    return switch (attributes) {
      case "origin" -> Optional.empty();
      case "easy" -> Optional.of(Attribute.EASY);
      case "hard" -> Optional.of(Attribute.HARD);
      default -> throw wrong("--attributes is origin, easy or hard, not '" + attributes + "'.");
    };
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
