package org.detdiffusion.workbench.cli;

import org.detdiffusion.workbench.bench.Benchmark;
import org.detdiffusion.workbench.compile.CompileOptions;
import org.detdiffusion.workbench.demo.DemoOptions;
import org.detdiffusion.workbench.page.ServeOptions;

/** What a command line asks for. */
public sealed interface Invocation {

  record Demo(DemoOptions options) implements Invocation {}

  record Serve(ServeOptions options) implements Invocation {}

  record Compile(CompileOptions options) implements Invocation {}

  record Bench(Benchmark options) implements Invocation {}

  /** Nothing is left to do: it was done (0), could not be (1) or the usage was wrong (2). */
  record Answered(int exitCode) implements Invocation {}
}
