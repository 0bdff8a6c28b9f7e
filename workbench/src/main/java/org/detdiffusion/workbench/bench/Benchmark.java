package org.detdiffusion.workbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Something to take the time of, with its settings. */
public interface Benchmark {

  /** Prints the report to {@code out} and what is being done to {@code err}. */
  void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException;
}
