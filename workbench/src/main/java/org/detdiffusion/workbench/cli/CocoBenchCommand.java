package org.detdiffusion.workbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.bench.coco.CocoBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "coco",
    description = "Measures COCO's metrics beside pycocotools, on made-up objects of 80 classes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Both read the same two files and say the same twelve numbers; one that differs by more than",
      "1e-9 is a failure. Takes five minutes where a python3 can import pycocotools."
    })
final class CocoBenchCommand implements Callable<Invocation> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Images, with 100 detections each (default 5000).")
  private int images;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each is run, in turn; the best counts (default 3).")
  private int rounds;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "bbox",
      converter = CocoTypeConverter.class,
      description = "bbox or segm: boxes or masks (default bbox).")
  private CocoType type;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The Python that has pycocotools (default python3).")
  private Path python;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Invocation call() {
    try {
      return new Invocation.Work(
          new CocoBench(images, rounds, type, Optional.ofNullable(python), json));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
