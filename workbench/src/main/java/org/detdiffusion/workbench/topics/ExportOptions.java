package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.ConfiguredImages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code export} is asked to do.
 *
 * @param servers host:port of Kafka brokers
 * @param out the COCO directory to write; new or empty
 */
public record ExportOptions(
    String servers, String dataSet, Path out, SyntheticChoice synthetic, Reporting reporting)
    implements Task {

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try (MessageImages images = ConfiguredImages.open()) {
      ExportReport report = new ExportRun(this, line, images).run();
      line.close();
      print.println(reporting.json() ? report.json() : report.text());
    } finally {
      line.close();
    }
  }
}
