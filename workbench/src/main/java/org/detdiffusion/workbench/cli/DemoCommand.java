package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "demo",
    description = "Runs the whole loop and measures it; prints a table and writes a report.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "A stopped demo goes on where it was when started again with the same options."})
final class DemoCommand implements Callable<Invocation> {
  @Mixin private ExperimentChoice choice;

  @Override
  public Invocation call() {
    return new Invocation.Demo(choice.options(""));
  }
}
