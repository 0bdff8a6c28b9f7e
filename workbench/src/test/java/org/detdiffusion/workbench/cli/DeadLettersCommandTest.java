package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workbench.letters.DiscardLetters;
import org.detdiffusion.workbench.letters.LetterChoice;
import org.detdiffusion.workbench.letters.ListDiscarded;
import org.detdiffusion.workbench.letters.ListLetters;
import org.detdiffusion.workbench.letters.RedriveLetters;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.Test;

class DeadLettersCommandTest {
  private static final String SERVERS = "127.0.0.1:9092";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsThoseOfEveryTopicUnlessTold() {
    assertThat(parse("list"))
        .isEqualTo(
            new Invocation.Work(
                new ListLetters(new LetterChoice(SERVERS, Topics.ALL, Set.of(), Set.of()), false)));
  }

  @Test
  void redrivesByTopicCodeAndId() {
    assertThat(
            parse(
                "redrive",
                "--topic",
                "layout-jobs",
                "--code",
                "NOT_MADE",
                "--code",
                "BAD_JOB",
                "--id",
                "0:17",
                "--dry-run"))
        .isEqualTo(
            new Invocation.Work(
                new RedriveLetters(
                    new LetterChoice(
                        SERVERS,
                        List.of(Topics.LAYOUT_JOBS),
                        Set.of(TransientCode.NOT_MADE, PermanentCode.BAD_JOB),
                        Set.of("0:17")),
                    new Reporting(true, false))));
  }

  @Test
  void discardsWhatIsChosenAndAllOnlyWhenThatIsSaid() {
    LetterChoice chosen =
        new LetterChoice(SERVERS, List.of(Topics.LAYOUT_JOBS), Set.of(), Set.of("0:17"));
    assertThat(parse("discard", "--topic", "layout-jobs", "--id", "0:17", "--reason", "typo"))
        .isEqualTo(
            new Invocation.Work(new DiscardLetters(chosen, "typo", new Reporting(false, false))));
    LetterChoice all = new LetterChoice(SERVERS, Topics.ALL, Set.of(), Set.of());
    assertThat(parse("discard", "--all"))
        .isEqualTo(new Invocation.Work(new DiscardLetters(all, "", new Reporting(false, false))));

    assertThat(parse("discard")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("discard", "--all", "--code", "NOT_MADE"))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("Say which letters to discard by --topic, --code or --id");
  }

  @Test
  void listsDiscardedOnes() {
    LetterChoice all = new LetterChoice(SERVERS, Topics.ALL, Set.of(), Set.of());
    assertThat(parse("list", "--discarded"))
        .isEqualTo(new Invocation.Work(new ListDiscarded(all, false)));
  }

  @Test
  void namesWhatIsWrong() {
    assertThat(parse("list", "--topic", "jobs")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("list", "--code", "BROKEN")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("redrive", "--id", "0:1")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("redrive", "--topic", "layout-jobs", "--id", "seven"))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString())
        .contains(
            "--topic: 'jobs' is none of annotated-images, ",
            "--code: 'BROKEN' is none of UNREADABLE, ",
            "--id names a message of one topic: say --topic too.",
            "--id: 'seven' is no PARTITION:OFFSET, such as 0:17.");
  }

  private Invocation parse(String verb, String... more) {
    String[] words =
        Stream.concat(
                Stream.of("dead-letters", verb, "--bootstrap-servers", SERVERS), Stream.of(more))
            .toArray(String[]::new);
    return CommandLines.parse(words, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
