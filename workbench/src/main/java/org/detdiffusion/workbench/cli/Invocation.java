package org.detdiffusion.workbench.cli;

import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.loop.LoopOptions;
import org.detdiffusion.workbench.page.ServeOptions;
import org.detdiffusion.workbench.process.Task;

/** What a command line asks for. */
public sealed interface Invocation {

  record Demo(ExperimentOptions options) implements Invocation {}

  record Loop(LoopOptions options) implements Invocation {}

  record Serve(ServeOptions options) implements Invocation {}

  /** Something that ends by itself, without broker and page of its own. */
  record Work(Task task) implements Invocation {}

  /** Nothing is left to do: it was done (0), could not be (1) or the usage was wrong (2). */
  record Answered(int exitCode) implements Invocation {}
}
