package org.detdiffusion.workbench.process;

import java.io.IOException;
import java.io.PrintWriter;

/** Work that ends by itself, without broker and page of its own. */
public interface Task {

  /**
   * Results go to {@code out}, progress to {@code err}.
   *
   * @throws IOException or WorkbenchException in one sentence when it can't be done
   */
  void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException;
}
