package org.detdiffusion.workbench.experiment;

import java.io.PrintStream;
import java.util.Map;

/** What a process that holds broker and workers walks through: a demo, or a closed loop. */
public interface Experiment {

  /** What it is called: in sentences, and in the name of its file. */
  String kind();

  ExperimentOptions options();

  RealImages data();

  /** Settings beyond the options; one that differs makes another experiment. */
  Map<String, Object> furtherSettings();

  /**
   * One start of it.
   *
   * @param tables caught up with the topics
   */
  ExperimentRun begin(StreamTables tables, StageTimes times, PrintStream out);
}
