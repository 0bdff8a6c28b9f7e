package org.detdiffusion.workbench.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.ExperimentRun;
import org.detdiffusion.workbench.experiment.LoadedDetectors;
import org.detdiffusion.workbench.experiment.Progress;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Stage;
import org.detdiffusion.workbench.experiment.StageTimes;
import org.detdiffusion.workbench.experiment.StageWalk;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Results;
import org.detdiffusion.workbench.report.TextReport;
import org.detdiffusion.workerkit.Publisher;

/** One start of a demo, from where the topics stand to the report. */
final class DemoRun implements ExperimentRun {
  private final ExperimentOptions options;
  private final DemoPlan plan;
  private final StreamTables tables;
  private final StageTimes times;
  private final PrintStream out;
  private final List<Stage> stages;
  private final Progress progress;
  private final Reporting reporting;
  private final DemoSheets sheets;
  private final Scoring scoring;

  /**
   * @param tables caught up with the topics
   */
  DemoRun(
      ExperimentOptions options,
      RealImages data,
      StreamTables tables,
      StageTimes times,
      PrintStream out) {
    this.options = options;
    this.tables = tables;
    this.times = times;
    this.out = out;
    plan = DemoPlan.of(data, options.profile(), options.seed());
    stages = DemoStages.of(data, plan);
    progress = new Progress(stages, tables, out, Terminal.isInteractive(), System::nanoTime);
    reporting = new Reporting(options, data, plan, tables);
    sheets = new DemoSheets(data, plan, tables);
    Path models = options.directory().resolve("models");
    scoring = new Scoring(data, plan, tables, new LoadedDetectors(models)::detect);
  }

  @Override
  public boolean run(Publisher publisher, BooleanSupplier stopping)
      throws WorkbenchException, InterruptedException {
    StageWalk walk = new StageWalk(tables, publisher, progress, times, stopping);
    if (!walk.run(stages, this::reached)) {
      progress.say("Stopped; the same command goes on from here.");
      return false;
    }
    progress.say("Measuring and writing the report");
    Results results = reporting.results(scoring, times.total());
    reporting.write(results);
    out.printf("%n%s%n", TextReport.of(results));
    out.printf("Report: %s%n", options.directory().resolve("report.html"));
    out.printf("Page:   ./detdiffusion serve --directory %s%n", options.directory());
    return true;
  }

  private void reached(Stage stage) throws WorkbenchException {
    if (stage.title().equals(DemoStages.FIRST_PICTURES)) {
      reporting.write(sheets.preview());
      progress.say("First pictures: " + options.directory().resolve("sheet-preview.png"));
    }
  }
}
