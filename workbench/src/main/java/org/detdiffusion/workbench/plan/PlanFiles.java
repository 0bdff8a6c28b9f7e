package org.detdiffusion.workbench.plan;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.topics.ImportedImages;

/**
 * What {@code plan} is asked to do on files: plan as the planner on the stream does, from a
 * labelled COCO file in the place of attribute records.
 *
 * @param labels a COCO file, its objects easy or hard where a detector has judged them
 * @param split the one to plan from; all when empty
 * @param out the COCO file to write, its images yet to be made
 */
public record PlanFiles(
    Path labels, Optional<String> split, AugmentationJob job, Path out, Reporting reporting)
    implements Task {

  @Override
  public void run(PrintWriter print, PrintWriter err) throws IOException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try {
      WholeDataSet data = WholeDataSet.read(DataFormat.COCO, labels, line);
      List<AnnotatedLayout> known = known(data);
      List<Layout> layouts = JobPlan.layouts(job, known);
      PlannedFile file = new PlannedFile(data.classes(), layouts, job);
      if (!reporting.dryRun()) {
        file.write(out);
      }
      line.close();
      PlanReport report = new PlanReport(job, known.size(), layouts, reporting.dryRun());
      print.println(
          reporting.json() ? report.json("out", out.toString()) : report.text(out.toString()));
    } catch (InvalidDataSetException | IllegalArgumentException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } finally {
      line.close();
    }
  }

  /** By the ids that the images get on the stream: the order of ids decides the plan. */
  private List<AnnotatedLayout> known(WholeDataSet data) throws InvalidDataSetException {
    List<AnnotatedLayout> known = new ArrayList<>();
    for (ImportedImages.Named image : ImportedImages.of(data.images(), split).images()) {
      known.add(new AnnotatedLayout(image.id(), layout(image.entry(), data)));
    }
    return known;
  }

  private static Layout layout(ImageEntry image, WholeDataSet data) {
    return new Layout(
        image.width(),
        image.height(),
        image.objects().stream()
            .filter(object -> !object.crowd())
            .map(object -> object(object, data))
            .toList());
  }

  private static LayoutObject object(ObjectEntry object, WholeDataSet data) {
    String name = data.classes().get(object.classIndex()).name();
    return new LayoutObject(name, object.box(), object.attribute());
  }
}
