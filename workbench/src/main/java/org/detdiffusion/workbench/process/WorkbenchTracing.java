package org.detdiffusion.workbench.process;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.detdiffusion.workerkit.Tracing;

/** Where the spans of planner, page, loop and verbs go; those of the workers are their own. */
public class WorkbenchTracing {
  private static final String SERVICE = "workbench";

  /** One for the process. */
  @Produces
  @Singleton
  Tracing tracing() {
    return Tracing.configured(SERVICE);
  }

  /** After the loops, whose last spans are sent then. */
  void close(@Disposes Tracing tracing) {
    tracing.close();
  }

  /**
   * For a verb that starts no workers.
   *
   * @throws WorkbenchException in one sentence when it can't be set up
   */
  public static Tracing ofVerb() throws WorkbenchException {
    try {
      return Tracing.configured(SERVICE);
    } catch (IllegalArgumentException wrong) {
      throw new WorkbenchException(wrong.getMessage(), wrong);
    }
  }
}
