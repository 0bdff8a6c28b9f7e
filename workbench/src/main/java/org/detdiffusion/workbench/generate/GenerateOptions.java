package org.detdiffusion.workbench.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.detdiffusion.networks.diffusers.Generators;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code generate} is asked to do.
 *
 * @param model directory of a generator's checkpoint
 * @param layouts a COCO file whose boxes are asked for
 * @param out the COCO directory to write
 * @param attribute all objects shall have; empty leaves each its own
 * @param images at most, one of each layout and then again
 * @param seed of the first image; each has the next
 * @param batch images made together
 */
public record GenerateOptions(
    Path model,
    Path layouts,
    Path out,
    Optional<Attribute> attribute,
    int images,
    Generator.Sampling sampling,
    long seed,
    int batch,
    Reporting reporting)
    implements Task {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try (Generator generator = Generators.load(model)) {
      int made = new GenerateRun(this, generator, line).run();
      line.close();
      print.println(reporting.json() ? json(made) : text(made));
    } catch (InvalidDataSetException | IllegalArgumentException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } finally {
      line.close();
    }
  }

  private String text(int made) {
    return String.format(
        Locale.ROOT, "%,d images %s, in %s", made, reporting.verb("made", "would be made"), out);
  }

  /** One object; {@code made} are those that were not there before. */
  private String json(int made) {
    return JSON.createObjectNode()
        .put("out", out.toString())
        .put("dryRun", reporting.dryRun())
        .put("made", made)
        .toPrettyString();
  }
}
