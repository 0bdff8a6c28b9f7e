package org.detdiffusion.workbench.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.label.LabelReport;
import org.detdiffusion.workbench.label.LabelRequest;
import org.detdiffusion.workbench.label.LabelRun;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code train-detector} is asked to do.
 *
 * @param split the one to train on; all images when empty
 * @param folds into which the images fall; 1 for one detector of all of them, without labels
 * @param rule by which each image is labelled by the detector that never saw it
 * @param out where unfinished steps, detectors and labels go
 * @param words of the command line that decide what is trained: a run goes on with the same only
 */
public record TrainDetectorOptions(
    DataFormat format,
    Path data,
    Optional<String> split,
    int folds,
    DetectorLearning learning,
    AttributeRule rule,
    Path out,
    List<String> words,
    Reporting reporting)
    implements Task {
  /** Files below {@code out}. */
  public static final String LABELS = "labels.json";

  public static final String DETECTIONS = "labels.detections.json";

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    TrainDetectorReport report = new TrainDetectorReport(this);
    try {
      if (reporting.dryRun()) {
        print.println(report.dryRun(new DetectorFolds(this, line).check()));
        return;
      }
      List<Path> detectors = trained(line);
      boolean labelled = folds > 1 && detectors.size() == folds;
      Optional<LabelReport> labels =
          labelled ? Optional.of(LabelRun.run(labels(detectors), line)) : Optional.empty();
      line.close();
      print.println(report.of(detectors, labels));
    } catch (InvalidDataSetException | IllegalArgumentException | NonFiniteLossException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } finally {
      line.close();
    }
  }

  private List<Path> trained(ProgressLine line)
      throws IOException, InvalidDataSetException, NonFiniteLossException, WorkbenchException {
    try (StopRequest stop = new StopRequest()) {
      return new DetectorFolds(this, line).train(stop);
    }
  }

  private LabelRequest labels(List<Path> detectors) {
    return new LabelRequest(
        detectors, format, data, split, rule, out.resolve(DETECTIONS), out.resolve(LABELS));
  }
}
