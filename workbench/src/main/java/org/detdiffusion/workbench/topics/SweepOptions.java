package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.ConfiguredImages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code sweep-images} is asked to do.
 *
 * @param servers host:port of the brokers of all messages that name objects of the store
 * @param grace younger objects stay: their messages may be about to be written
 * @param delete whether to delete, and not only to count
 */
public record SweepOptions(String servers, Duration grace, boolean delete, Reporting reporting)
    implements Task {
  /**
   * Of the grace: an image that is met again is made young only after an hour, and its publisher
   * keeps trying while the brokers are away.
   */
  public static final int LEAST_HOURS = 2;

  /** Whether anything is deleted: a dry run counts, whatever was asked for. */
  boolean deletes() {
    return delete && !reporting.dryRun();
  }

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try (MessageImages images = ConfiguredImages.open()) {
      SweepReport report = new SweepRun(this, images).run(line);
      line.close();
      out.println(reporting.json() ? report.json() : report.text());
    } catch (ImageException failed) {
      throw new WorkbenchException(failed.getMessage() + ".", failed);
    } finally {
      line.close();
    }
  }
}
