package org.detdiffusion.workbench.topics;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.ConfiguredImages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.PublishException;

/**
 * What {@code import} is asked to do.
 *
 * @param source a directory, or one JSON file of COCO
 * @param servers host:port of Kafka brokers
 * @param dataSet name that the images get on the topic
 * @param size width and height of the images in pixels
 * @param split the one to import; of a source without splits, the one that all images get
 */
public record ImportOptions(
    DataFormat format,
    Path source,
    String servers,
    String dataSet,
    int size,
    Optional<String> split,
    Reporting reporting)
    implements Task {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try (MessageImages images = ConfiguredImages.open()) {
      ImportReport report = new ImportRun(this, line, images).run();
      line.close();
      out.println(reporting.json() ? report.json(this) : report.text(this));
    } catch (InvalidDataSetException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } catch (ImageException | PublishException e) {
      throw new WorkbenchException(e.getMessage() + again(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped before all images were published" + again(), e);
    } finally {
      line.close();
    }
  }

  private static String again() {
    return "; import again: what is there already is replaced by the same.";
  }
}
