package org.detdiffusion.workbench.demo;

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

/** The verb {@code demo}. */
public record DemoExperiment(ExperimentOptions options, RealImages data) implements Experiment {

  /**
   * Reads the real images before anything is started, so that bad input leaves nothing behind.
   *
   * @throws WorkbenchException when they can't be used
   */
  public static DemoExperiment load(ExperimentOptions options) throws WorkbenchException {
    return new DemoExperiment(
        options, DataSources.load(options.source(), options.profile(), options.seed()));
  }

  @Override
  public String kind() {
    return "demo";
  }

  @Override
  public Map<String, Object> furtherSettings() {
    return Map.of();
  }

  @Override
  public ExperimentRun begin(StreamTables tables, StageTimes times, PrintStream out) {
    return new DemoRun(options, data, tables, times, out);
  }
}
