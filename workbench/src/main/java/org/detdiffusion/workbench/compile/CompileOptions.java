package org.detdiffusion.workbench.compile;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusers.Compilation;
import org.detdiffusion.networks.diffusers.DiffusersDirectory;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code compile} is asked to do.
 *
 * @param model a diffusers directory
 * @param out the TorchScript file
 */
public record CompileOptions(Path model, Compilation compilation, Path out) implements Task {

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    try {
      compilation.write(DiffusersDirectory.open(model), out);
    } catch (IllegalArgumentException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }
}
