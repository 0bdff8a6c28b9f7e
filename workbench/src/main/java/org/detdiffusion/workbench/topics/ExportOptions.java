package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code export} is asked to do.
 *
 * @param servers host:port of Kafka brokers
 * @param out the COCO directory to write; new or empty
 * @param json whether the report is JSON
 */
public record ExportOptions(
    String servers, String dataSet, Path out, SyntheticChoice synthetic, boolean json)
    implements Task {

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try {
      ExportReport report = new ExportRun(this, line).run();
      line.close();
      print.println(json ? report.json() : report.text());
    } finally {
      line.close();
    }
  }
}
