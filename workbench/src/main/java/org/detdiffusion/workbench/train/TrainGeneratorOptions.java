package org.detdiffusion.workbench.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.detdiffusion.networks.diffusers.DiffusersDirectory;
import org.detdiffusion.networks.diffusers.FineTuning;
import org.detdiffusion.networks.diffusers.TextToImageTraining;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.augment.Flip;
import org.detdiffusion.perception.augment.TrainingMix;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.data.formats.FileImages;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code train-generator} is asked to do.
 *
 * @param model a diffusers directory, which is only read
 * @param imageSize side of the squares that images are scaled to
 * @param out where unfinished steps and the finished model go
 * @param words of the command line that decide what is trained: a run goes on with the same only
 */
public record TrainGeneratorOptions(
    Path model,
    DataFormat format,
    Path data,
    int imageSize,
    FineTuning tuning,
    int checkpointEvery,
    Path out,
    List<String> words,
    Reporting reporting)
    implements Task {

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try {
      WholeDataSet whole = WholeDataSet.read(format, data, line);
      SavedSteps saved = SavedSteps.in(out, DataWords.with(words, whole));
      TrainGeneratorReport report = new TrainGeneratorReport(this);
      if (saved.finished().isPresent()) {
        print.println(report.before(saved.finished().get()));
        return;
      }
      DiffusersDirectory directory = DiffusersDirectory.open(model);
      FileImages images = images(whole);
      if (reporting.dryRun()) {
        print.println(report.dryRun(images.size()));
        return;
      }
      List<String> classes = whole.classes().stream().map(ClassEntry::name).toList();
      TrainingMix mix = new TrainingMix(images, List.of(), 0, 0, new Flip(0.5));
      try (StopRequest stop = new StopRequest();
          Training training = new TextToImageTraining(directory, tuning, classes, imageSize, mix)) {
        var published =
            new WholeTraining(training, saved, checkpointEvery, "loss", line).finish(stop);
        line.close();
        print.println(report.of(published, training.step()));
      }
    } catch (InvalidDataSetException | IllegalArgumentException | NonFiniteLossException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      line.close();
    }
  }

  private FileImages images(WholeDataSet whole)
      throws IOException, InvalidDataSetException, WorkbenchException {
    FileImages images = new FileImages(whole, imageSize);
    if (images.isEmpty()) {
      throw new WorkbenchException(data + " has no image with objects: nothing can be learnt");
    }
    images.requireFiles();
    return images;
  }
}
