package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.io.PrintWriter;

/** Work on files, without broker and page. */
public interface Task {

  /**
   * Results go to {@code out}, progress to {@code err}.
   *
   * @throws IOException or WorkbenchException in one sentence when it can't be done
   */
  void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException;
}
