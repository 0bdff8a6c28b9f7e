package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every verb has in common. */
class VerbsTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path model;
  private Path labels;

  @BeforeEach
  void makeFiles() throws IOException {
    model = Files.createDirectory(directory.resolve("model"));
    labels = Files.writeString(directory.resolve("labels.json"), "{}");
  }

  /** Each verb as it is written, verbs below verbs too. */
  static Stream<List<String>> verbs() {
    return below(List.of(), new CommandLine(new DetDiffusionCommand()).getCommandSpec());
  }

  private static Stream<List<String>> below(List<String> words, CommandSpec spec) {
    return spec.subcommands().entrySet().stream()
        .filter(verb -> !verb.getKey().equals("help"))
        .flatMap(
            verb -> {
              List<String> here = new ArrayList<>(words);
              here.add(verb.getKey());
              CommandSpec own = verb.getValue().getCommandSpec();
              return Stream.concat(Stream.of(here), below(here, own));
            });
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelp(List<String> verb) {
    assertThat(exitCode(words(verb, "--help"))).isZero();
    assertThat(out.toString()).startsWith("Usage: detdiffusion " + String.join(" ", verb));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void anUnknownOptionIsWrongUsageAndNamed(List<String> verb) {
    assumeThat(verb).isNotEqualTo(List.of("generate-completion")); // picocli's own takes anything
    assertThat(exitCode(words(verb, "--wings"))).isEqualTo(2);
    assertThat(err.toString()).containsAnyOf("--wings", "Missing required");
  }

  /** {@code MODEL}, {@code LABELS} and {@code DIR} are there, {@code /nowhere} is not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --ground-truth /nowhere --detections LABELS",
        "convert --from coco /nowhere --to voc DIR/new",
        "import --voc /nowhere --bootstrap-servers x:1 --data-set a",
        "label --detector MODEL --voc /nowhere --out DIR/new.json",
        "label --detector /nowhere --voc DIR --out DIR/new.json",
        "plan --labels /nowhere --out DIR/new.json",
        "train-detector --voc /nowhere --out DIR/new",
        "train-generator --model /nowhere --coco LABELS --steps 1 --out DIR/new",
        "train-generator --model MODEL --coco /nowhere --steps 1 --out DIR/new",
        "generate --model /nowhere --layouts LABELS --out DIR/new",
        "generate --model MODEL --layouts /nowhere --out DIR/new",
        "demo --coco /nowhere"
      })
  void aMissingFileIsWrongUsageAndNamed(String line) {
    assertThat(exitCode(filled(line))).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElse("")).contains("'/nowhere'");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate --ground-truth LABELS --detections LABELS",
        "convert --from coco LABELS --to voc DIR/new",
        "label --detector MODEL --coco LABELS --out DIR/new.json",
        "plan --labels LABELS --out DIR/new.json",
        "train-detector --coco LABELS --out DIR/new",
        "train-generator --model MODEL --coco LABELS --steps 1 --out DIR/new",
        "generate --model MODEL --layouts LABELS --out DIR/new",
        "compile --model MODEL --part unet --out DIR/new.pt"
      })
  void aFileThatIsNotWhatItShouldBeIsAFailureInOneSentence(String line) throws IOException {
    assertThat(exitCode(filled(line))).isEqualTo(1);
    assertThat(err.toString().strip()).doesNotContain("Exception").containsAnyOf("labels", "model");
    assertThat(err.toString().strip().lines()).hasSize(1);
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries).containsExactlyInAnyOrder(model, labels);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import --voc MODEL --data-set a",
        "export --data-set a --out DIR/new",
        "relabel --data-set a",
        "prepare",
        "prepare --dry-run",
        "plan --data-set a",
        "plan --data-set a --wait",
        "dead-letters list",
        "dead-letters discard --all",
        "dead-letters redrive"
      })
  void aBrokerThatIsAwayIsAFailureThatNamesIt(String line) throws IOException {
    String servers = "127.0.0.1:" + freePort();
    assertThat(exitCode(filled(line + " --bootstrap-servers " + servers))).isEqualTo(1);
    assertThat(err.toString()).contains(servers).doesNotContain("Exception");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void everyVerbThatWritesCanSayWhatItWouldWrite() {
    Set<String> without = new TreeSet<>();
    CommandLine line = new CommandLine(new DetDiffusionCommand());
    verbs().filter(verb -> !has(line, verb, "--dry-run")).forEach(v -> without.add(join(v)));
    assertThat(without)
        .containsExactly(
            "bench",
            "bench coco",
            "bench labelling",
            "bench scaling",
            "bench stream",
            "dead-letters",
            "dead-letters list",
            "demo",
            "evaluate",
            "generate-completion",
            "loop",
            "serve");
  }

  @Test
  void everyVerbWithAResultCanSayItInJson() {
    Set<String> without = new TreeSet<>();
    CommandLine line = new CommandLine(new DetDiffusionCommand());
    verbs().filter(verb -> !has(line, verb, "--json")).forEach(v -> without.add(join(v)));
    assertThat(without)
        .containsExactly("dead-letters", "demo", "generate-completion", "loop", "serve");
  }

  private static String join(List<String> verb) {
    return String.join(" ", verb);
  }

  private static boolean has(CommandLine line, List<String> verb, String option) {
    CommandLine here = line;
    for (String word : verb) {
      here = here.getSubcommands().get(word);
    }
    return here.getCommandSpec().findOption(option) != null;
  }

  private String[] filled(String line) {
    return line.replace("MODEL", model.toString())
        .replace("LABELS", labels.toString())
        .replace("DIR", directory.toString())
        .split(" ", -1);
  }

  private static String[] words(List<String> verb, String more) {
    return Stream.concat(verb.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** As the program ends. */
  private int exitCode(String... words) {
    PrintWriter print = new PrintWriter(out, true);
    PrintWriter complain = new PrintWriter(err, true);
    Invocation invocation = CommandLines.parse(words, print, complain);
    if (invocation instanceof Invocation.Answered answered) {
      return answered.exitCode();
    }
    try {
      ((Invocation.Work) invocation).task().run(print, complain);
      return 0;
    } catch (IOException | WorkbenchException | IllegalArgumentException e) {
      complain.println(e.getMessage());
      return 1;
    }
  }
}
