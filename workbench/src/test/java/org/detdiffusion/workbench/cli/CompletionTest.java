package org.detdiffusion.workbench.cli;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The script that {@code generate-completion} prints, in a real bash. */
@EnabledIf("isBashThere")
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path directory;
  private Path script;

  static boolean isBashThere() {
    return Files.isExecutable(BASH);
  }

  @BeforeEach
  void generate() throws IOException {
    StringWriter out = new StringWriter();
    Invocation done =
        CommandLines.parse(
            new String[] {"generate-completion"},
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true));
    assertThat(done).isEqualTo(new Invocation.Answered(0));
    script = Files.writeString(directory.resolve("completion.bash"), out.toString());
  }

  @Test
  void bashReadsIt() throws Exception {
    assertThat(bash("bash -n " + script)).isEmpty();
  }

  @Test
  void aVerbIsCompleted() throws Exception {
    assertThat(completed("detdiffusion", "train-")).contains("train-detector", "train-generator");
    assertThat(completed("./detdiffusion", "eval")).containsExactly("evaluate");
  }

  @Test
  void anOptionIsCompletedAndAHiddenOneIsNot() throws Exception {
    assertThat(completed("detdiffusion", "plan", "--foc")).containsOnly("--focus");
    assertThat(completed("detdiffusion", "demo", "--to")).isEmpty();
  }

  @Test
  void theWordsOfAChoiceAreCompleted() throws Exception {
    assertThat(completed("detdiffusion", "plan", "--focus", "rare")).contains("rare-classes");
  }

  /** What bash offers for the last word. */
  private String[] completed(String... words) throws Exception {
    String line = String.join(" ", words);
    String program =
        """
        source %s
        COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE="%s"; COMP_POINT=${#COMP_LINE}
        _complete_detdiffusion
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, line, words.length - 1, line);
    return bash(program)
        .lines()
        .map(String::strip)
        .filter(w -> !w.isEmpty())
        .toArray(String[]::new);
  }

  private static String bash(String program) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(BASH.toString(), "-c", program).redirectError(DISCARD).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output;
  }
}
