package org.detdiffusion.workbench.experiment;

import java.util.function.BooleanSupplier;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Publisher;

/** One start of an experiment, from where the topics stand to the report. */
@FunctionalInterface
public interface ExperimentRun {

  /**
   * Returns false when it was stopped before the end.
   *
   * @throws WorkbenchException in one sentence when it can't go on
   */
  boolean run(Publisher publisher, BooleanSupplier stopping)
      throws WorkbenchException, InterruptedException;
}
