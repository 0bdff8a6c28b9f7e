package org.detdiffusion.workbench.loop;

import java.io.PrintStream;
import java.util.Map;
import org.detdiffusion.workbench.experiment.DataSources;
import org.detdiffusion.workbench.experiment.Experiment;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.ExperimentRun;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.StageTimes;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;

/** The verb {@code loop}. */
public record LoopExperiment(LoopOptions loop, RealImages data) implements Experiment {

  /**
   * Reads the real images before anything is started, so that bad input leaves nothing behind.
   *
   * @throws WorkbenchException when they can't be used
   */
  public static LoopExperiment load(LoopOptions loop) throws WorkbenchException {
    ExperimentOptions run = loop.run();
    return new LoopExperiment(loop, DataSources.load(run.source(), run.profile(), run.seed()));
  }

  @Override
  public String kind() {
    return "loop";
  }

  @Override
  public ExperimentOptions options() {
    return loop.run();
  }

  /** The number of rounds is none: a finished loop can be given more. */
  @Override
  public Map<String, Object> furtherSettings() {
    return Map.of(
        "images", loop.images(), "focus", loop.focus(), "minAgreement", loop.minAgreement());
  }

  @Override
  public ExperimentRun begin(StreamTables tables, StageTimes times, PrintStream out) {
    return new LoopRun(loop, data, tables, times, out);
  }
}
