package org.detdiffusion.workbench.loop;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.detdiffusion.workbench.experiment.ExperimentRun;
import org.detdiffusion.workbench.experiment.Progress;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Stage;
import org.detdiffusion.workbench.experiment.StageTimes;
import org.detdiffusion.workbench.experiment.StageWalk;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.LoopReport;
import org.detdiffusion.workbench.report.RoundResults;
import org.detdiffusion.workerkit.Publisher;

/**
 * One start of a loop. A round is over when its report is written: verdicts are replaced in the
 * next round, so that the topics don't tell them for ever.
 */
final class LoopRun implements ExperimentRun {
  private final LoopOptions options;
  private final StreamTables tables;
  private final StageTimes times;
  private final PrintStream out;
  private final LoopStages stages;
  private final LoopReporting reporting;

  /**
   * @param tables caught up with the topics
   */
  LoopRun(
      LoopOptions options,
      RealImages data,
      StreamTables tables,
      StageTimes times,
      PrintStream out) {
    this.options = options;
    this.tables = tables;
    this.times = times;
    this.out = out;
    LoopPlan plan = new LoopPlan(data.name(), options);
    stages = new LoopStages(data, plan);
    reporting = new LoopReporting(options, data, tables);
  }

  @Override
  public boolean run(Publisher publisher, BooleanSupplier stopping)
      throws WorkbenchException, InterruptedException {
    List<RoundResults> rounds = new ArrayList<>(reporting.finishedRounds());
    List<Stage> left = stages.of(rounds.size(), options.rounds());
    Progress progress = new Progress(left, tables, out, Terminal.isInteractive(), System::nanoTime);
    StageWalk walk = new StageWalk(tables, publisher, progress, times, stopping);
    if (!walk.run(left, stage -> reached(stage, rounds, progress))) {
      progress.say("Stopped; the same command goes on from here.");
      return false;
    }
    Path report = reporting.write(rounds, times.total());
    out.printf("%n%s%n", LoopReport.text(reporting.results(rounds, times.total())));
    out.printf("Report: %s%n", report);
    return true;
  }

  private void reached(Stage stage, List<RoundResults> rounds, Progress progress)
      throws WorkbenchException {
    OptionalInt ended = LoopStages.endedRound(stage);
    if (ended.isPresent()) {
      RoundResults results = reporting.write(ended.getAsInt(), times.total());
      rounds.add(results);
      Path unused = reporting.write(rounds, times.total());
      progress.say(LoopReport.line(results));
    }
  }
}
