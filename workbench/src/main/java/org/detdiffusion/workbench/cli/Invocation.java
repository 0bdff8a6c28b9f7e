package org.detdiffusion.workbench.cli;

import org.detdiffusion.workbench.demo.DemoOptions;
import org.detdiffusion.workbench.page.ServeOptions;
import org.detdiffusion.workbench.process.Task;

/** What a command line asks for. */
public sealed interface Invocation {

  record Demo(DemoOptions options) implements Invocation {}

  record Serve(ServeOptions options) implements Invocation {}

  /** Something that ends by itself, without broker and page of its own. */
  record Work(Task task) implements Invocation {}

  /** Nothing is left to do: it was done (0), could not be (1) or the usage was wrong (2). */
  record Answered(int exitCode) implements Invocation {}
}
