package org.detdiffusion.workbench.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * From words to an {@link Invocation}. Verbs that only read and write files are done on the spot;
 * the others do nothing yet.
 */
public final class CommandLines {
  private CommandLines() {}

  /** Help goes to out, complaints to err. */
  public static Invocation parse(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new DetDiffusionCommand()).setOut(out).setErr(err);
    line.setParameterExceptionHandler(CommandLines::complain);
    int exitCode = line.execute(arguments);
    ParseResult parsed = line.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    if (exitCode == 0 && parsed != null) {
      CommandLine verb = parsed.commandSpec().commandLine();
      if (verb.getExecutionResult() instanceof Invocation invocation) {
        return invocation;
      }
    }
    return new Invocation.Answered(exitCode);
  }

  /** The sentence alone: below a page of options nobody would see it. */
  private static int complain(ParameterException wrong, String[] words) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    command
        .getErr()
        .println(
            "'%s --help' lists what can be said."
                .formatted(command.getCommandSpec().qualifiedName()));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
