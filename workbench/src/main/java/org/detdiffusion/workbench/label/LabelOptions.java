package org.detdiffusion.workbench.label;

import java.io.IOException;
import java.io.PrintWriter;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/** What {@code label} is asked to do. */
public record LabelOptions(LabelRequest request, Reporting reporting) implements Task {

  /** Prints the report to {@code out} and how far it is to {@code err}. */
  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine progress = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try {
      LabelReport report = LabelRun.run(request, progress, reporting.dryRun());
      progress.close();
      out.println(reporting.json() ? report.json() : report.text());
    } catch (InvalidDataSetException | IllegalArgumentException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } finally {
      progress.close();
    }
  }
}
