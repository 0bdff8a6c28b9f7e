package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.topics.ExportOptions;
import org.detdiffusion.workbench.topics.ImportOptions;
import org.detdiffusion.workbench.topics.SweepOptions;
import org.detdiffusion.workbench.topics.SyntheticChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCommandsTest {
  private static final String SERVERS = "127.0.0.1:9092";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void importsForTheSmallNetworksUnlessTold() {
    assertThat(importing())
        .isEqualTo(
            new Invocation.Work(
                new ImportOptions(
                    DataFormat.VOC,
                    directory,
                    SERVERS,
                    "cells",
                    64,
                    Optional.empty(),
                    Reporting.TEXT)));
    assertThat(importing("--size", "512", "--split", "val", "--dry-run"))
        .isEqualTo(
            new Invocation.Work(
                new ImportOptions(
                    DataFormat.VOC,
                    directory,
                    SERVERS,
                    "cells",
                    512,
                    Optional.of("val"),
                    new Reporting(true, false))));
  }

  @Test
  void exportsRealImagesAndThoseOfNamedJobs() {
    assertThat(exporting("--json")).isEqualTo(exported(new SyntheticChoice(Set.of(), false), true));
    assertThat(exporting("--synthetic", "a", "b"))
        .isEqualTo(exported(new SyntheticChoice(Set.of("a", "b"), false), false));
    assertThat(exporting("--synthetic", "all"))
        .isEqualTo(exported(new SyntheticChoice(Set.of(), true), false));
  }

  @Test
  void sweepsNothingYoungAndDeletesNothingUnlessTold() {
    List<String> sweep = List.of("sweep-images", "--bootstrap-servers", SERVERS);
    assertThat(parse(sweep))
        .isEqualTo(
            new Invocation.Work(
                new SweepOptions(SERVERS, Duration.ofHours(24), false, Reporting.TEXT)));
    assertThat(parse(joined(sweep, "--older-than", "48", "--delete")))
        .isEqualTo(
            new Invocation.Work(
                new SweepOptions(SERVERS, Duration.ofHours(48), true, Reporting.TEXT)));
  }

  @Test
  void sweepsNothingWhoseMessageMayStillBeWritten() {
    List<String> sweep = List.of("sweep-images", "--bootstrap-servers", SERVERS);
    assertThat(parse(joined(sweep, "--older-than", "1"))).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("--older-than must be 2 or more hours, not 1: an image");
  }

  @Test
  void bothHaveHelpWithAnExample() {
    assertThat(parse(List.of("import", "--help"))).isEqualTo(new Invocation.Answered(0));
    assertThat(parse(List.of("export", "--help"))).isEqualTo(new Invocation.Answered(0));
    assertThat(out.toString()).contains("detdiffusion import --voc", "detdiffusion export --boot");
  }

  @Test
  void wrongUsageIsNamed() {
    assertThat(importing("--size", "4")).isEqualTo(new Invocation.Answered(2));
    assertThat(importing("--coco", "x")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse(List.of("import", "--voc", "/nowhere", "--bootstrap-servers", SERVERS)))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(parse(List.of("export", "--bootstrap-servers", SERVERS, "--data-set", "x")))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("--size must be 8 to 4000, not 4.", "--data-set", "--out");
  }

  private Invocation importing(String... more) {
    return parse(
        joined(
            List.of(
                "import",
                "--voc",
                directory.toString(),
                "--bootstrap-servers",
                SERVERS,
                "--data-set",
                "cells"),
            more));
  }

  private Invocation exporting(String... more) {
    return parse(
        joined(
            List.of(
                "export", "--bootstrap-servers", SERVERS, "--data-set", "cells", "--out", "out"),
            more));
  }

  private static Invocation exported(SyntheticChoice choice, boolean json) {
    return new Invocation.Work(
        new ExportOptions(SERVERS, "cells", Path.of("out"), choice, new Reporting(false, json)));
  }

  private static List<String> joined(List<String> words, String... more) {
    List<String> all = new java.util.ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private Invocation parse(List<String> words) {
    return CommandLines.parse(
        words.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
