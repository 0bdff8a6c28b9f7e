package org.detdiffusion.workbench.topics;

import java.io.PrintWriter;
import java.util.Optional;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.SnapshotException;

/**
 * What {@code relabel} is asked to do.
 *
 * @param servers host:port of Kafka brokers
 * @param split the one whose objects are judged again; all when empty
 */
public record RelabelOptions(
    String servers, String dataSet, Optional<String> split, AttributeRule rule, Reporting reporting)
    implements Task {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try {
      RelabelReport report = new RelabelRun(this, line).run();
      line.close();
      out.println(reporting.json() ? report.json() : report.text());
    } catch (SnapshotException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } catch (PublishException e) {
      throw new WorkbenchException(
          e.getMessage() + "; relabel again: what is judged already is judged the same.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped before all objects were judged; relabel again.", e);
    } finally {
      line.close();
    }
  }
}
