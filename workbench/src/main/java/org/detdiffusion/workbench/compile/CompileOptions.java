package org.detdiffusion.workbench.compile;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusers.Compilation;
import org.detdiffusion.networks.diffusers.DiffusersDirectory;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code compile} is asked to do.
 *
 * @param model a diffusers directory
 * @param out the TorchScript file
 */
public record CompileOptions(Path model, Compilation compilation, Path out, Reporting reporting)
    implements Task {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    try {
      DiffusersDirectory directory = DiffusersDirectory.open(model);
      if (!reporting.dryRun()) {
        compilation.write(directory, out);
      }
      print.println(reporting.json() ? json() : reporting.verb("Wrote ", "Would write ") + out);
    } catch (IllegalArgumentException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }

  private String json() {
    return JSON.createObjectNode()
        .put("out", out.toString())
        .put("dryRun", reporting.dryRun())
        .toPrettyString();
  }
}
