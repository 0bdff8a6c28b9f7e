package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.workbench.process.ConfiguredImages;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code sweep-images} is asked to do.
 *
 * @param servers host:port of the brokers of all messages that name objects of the store
 * @param grace younger objects stay: their messages may be about to be written
 * @param delete whether to delete, and not only to count
 */
public record SweepOptions(String servers, Duration grace, boolean delete) implements Task {
  /**
   * Of the grace: an image that is met again is made young only after an hour, and its publisher
   * keeps trying while the brokers are away.
   */
  public static final int LEAST_HOURS = 2;

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    try (MessageImages images = ConfiguredImages.open()) {
      out.println(new SweepRun(this, images).run().text());
    } catch (ImageException failed) {
      throw new WorkbenchException(failed.getMessage() + ".", failed);
    }
  }
}
