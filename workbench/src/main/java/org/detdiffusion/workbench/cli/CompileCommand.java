package org.detdiffusion.workbench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.detdiffusion.networks.diffusers.Compilation;
import org.detdiffusion.workbench.compile.CompileOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "compile",
    description = "Saves one network of a diffusers directory as a TorchScript file.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "A U-Net for pictures of 512x512, to be opened by torch.jit.load:",
      "  detdiffusion compile --model stable-diffusion-v1-5 --part unet --out unet.pt"
    })
final class CompileCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "The directory that has model_index.json.")
  private Path model;

  @Option(
      names = "--part",
      paramLabel = "PART",
      required = true,
      converter = PartConverter.class,
      description = "unet, text-encoder, vae-encoder or vae-decoder.")
  private Compilation.Part part;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images or prompts at once (default 1).")
  private int batch;

  @Option(
      names = "--height",
      paramLabel = "N",
      defaultValue = "64",
      description = "Height of the latents (default 64).")
  private int height;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "64",
      description = "Width of the latents (default 64).")
  private int width;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    if (batch < 1 || height < 1 || width < 1) {
      throw new ParameterException(
          spec.commandLine(), "--batch, --height and --width must be at least 1.");
    }
    Compilation compilation = new Compilation(part, batch, height, width);
    return new Invocation.Work(
        new CompileOptions(
            model.toAbsolutePath(), compilation, out.toAbsolutePath(), reporting.asked()));
  }
}
