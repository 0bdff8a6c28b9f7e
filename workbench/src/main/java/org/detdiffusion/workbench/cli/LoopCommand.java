package org.detdiffusion.workbench.cli;

import java.util.concurrent.Callable;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.loop.LoopOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "loop",
    description =
        "Trains, finds what is hard now, makes images of it and trains on, round by round, beside"
            + " baselines of equal length; writes a report of each round and of all.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "A stopped loop goes on where it was when started again with the same options."})
final class LoopCommand implements Callable<Invocation> {
  private static final int MOST_ROUNDS = 20;

  @Spec private CommandSpec spec;
  @Mixin private ExperimentChoice choice;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds after the first detector (default 3).")
  private int rounds;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Images asked for in a round (default: as in a row of the demo's table).")
  private Integer images;

  @Option(
      names = "--focus",
      paramLabel = "hard-objects|weak-classes|none",
      defaultValue = "hard-objects",
      description = "What a round's images are spent on (default hard-objects).")
  private String focus;

  @Option(
      names = "--min-agreement",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "Share of an image's objects that the gate must find, or drops it (default 0.5; 0 drops"
              + " none).")
  private double minAgreement;

  @Override
  public Invocation call() {
    ExperimentOptions run = choice.options("loop-");
    int asked = images == null ? run.profile().pictures().synthetic() : images;
    Range.check(spec, "--rounds", rounds, 1, MOST_ROUNDS);
    Range.check(spec, "--images", asked, 1, LoopOptions.MOST_IMAGES);
    if (!(minAgreement >= 0 && minAgreement <= 1)) {
      throw wrong("--min-agreement must be 0 to 1, not " + minAgreement + ".");
    }
    return new Invocation.Loop(new LoopOptions(run, rounds, asked, focus(), minAgreement));
  }

  private Focus focus() {
    return switch (focus) {
      case "hard-objects" -> Focus.HARD_OBJECTS;
      case "weak-classes" -> Focus.WEAK_CLASSES;
      case "none" -> Focus.NONE;
      default ->
          throw wrong("--focus knows hard-objects, weak-classes and none, not '" + focus + "'.");
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
