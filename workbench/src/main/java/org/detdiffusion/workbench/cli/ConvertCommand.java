package org.detdiffusion.workbench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.Conversion;
import org.detdiffusion.perception.data.formats.ConversionRequest;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.data.formats.ImagePlacement;
import org.detdiffusion.workbench.convert.ConversionText;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "convert",
    description = "Converts a data set between COCO json, Pascal VOC xml and YOLO txt.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Pascal VOC to YOLO, the images as second names of the same files:",
      "  detdiffusion convert --from voc VOC2007 --to yolo voc-yolo --images link"
    })
final class ConvertCommand implements Callable<Invocation> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      arity = "2",
      required = true,
      paramLabel = "<coco|voc|yolo> <DIR|FILE>",
      hideParamSyntax = true,
      description = "Format and place of the data set; a FILE is one JSON file of COCO.")
  private List<String> from;

  @Option(
      names = "--to",
      arity = "2",
      required = true,
      paramLabel = "<coco|voc|yolo> <DIR>",
      hideParamSyntax = true,
      description = "Format and place of the new one; DIR must be new or empty.")
  private List<String> to;

  @Option(
      names = "--images",
      paramLabel = "copy|link|none",
      defaultValue = "copy",
      description = "Copy the images, link them (second names of the same files) or not.")
  private String images;

  @Mixin private ReportingOptions reporting;

  @Override
  public Invocation call() {
    ConversionRequest request = request();
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try {
      var text = new ConversionText(request, Conversion.run(request, progress));
      progress.close();
      spec.commandLine().getOut().println(reporting.asked().json() ? text.json() : text.text());
      return new Invocation.Answered(0);
    } catch (InvalidDataSetException e) {
      progress.close();
      err.println(e.getMessage());
      return new Invocation.Answered(FAILED);
    }
  }

  private ConversionRequest request() {
    Path source = Path.of(pair("--from", from).get(1));
    Path target = Path.of(pair("--to", to).get(1));
    if (!Files.exists(source)) {
      throw wrong("--from: there is no '" + source + "'.");
    }
    return new ConversionRequest(
        format("--from", from.get(0)),
        source,
        format("--to", to.get(0)),
        target,
        placement(),
        reporting.asked().dryRun());
  }

  private List<String> pair(String option, List<String> values) {
    if (values.size() != 2) {
      throw wrong(option + " is given once, with a format and a place.");
    }
    return values;
  }

  private DataFormat format(String option, String value) {
    return switch (value) {
      case "coco" -> DataFormat.COCO;
      case "voc" -> DataFormat.VOC;
      case "yolo" -> DataFormat.YOLO;
      default -> throw wrong(option + " is coco, voc or yolo, not '" + value + "'.");
    };
  }

  private ImagePlacement placement() {
    return switch (images) {
      case "copy" -> ImagePlacement.COPY;
      case "link" -> ImagePlacement.LINK;
      case "none" -> ImagePlacement.NONE;
      default -> throw wrong("--images is copy, link or none, not '" + images + "'.");
    };
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
