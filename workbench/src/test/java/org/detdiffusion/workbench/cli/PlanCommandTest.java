package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutFilter;
import org.detdiffusion.messages.LayoutJitter;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.workbench.plan.PlanFiles;
import org.detdiffusion.workbench.plan.PlanJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path directory;
  private final StringWriter err = new StringWriter();
  private Path labels;

  @BeforeEach
  void label() throws IOException {
    labels = Files.writeString(directory.resolve("labels.json"), "{}");
  }

  @Test
  void aPlanIsThatOfAJobUnlessTold() {
    PlanFiles plan = (PlanFiles) task("--labels", labels.toString(), "--out", "plan.json");
    assertThat(plan.job().getStrategy()).isEqualTo(Strategy.HARD);
    assertThat(plan.job().getLayouts()).isEqualTo(LayoutSource.NEW);
    assertThat(plan.job().getImages()).isEqualTo(100);
    assertThat(plan.job().getFilter()).isEqualTo(LayoutFilter.newBuilder().build());
    assertThat(plan.job().getJitter()).isEqualTo(LayoutJitter.newBuilder().build());
  }

  @Test
  void everyWishReachesTheJob() {
    PlanJob plan =
        (PlanJob)
            task(
                "--bootstrap-servers x:1 --data-set pets --split val --id night --generator sd",
                "--strategy origin --layouts copied --images 7 --focus rare-classes --seed 5",
                "--paper-filter --max-objects 6 --no-flip --shift 0.1 --zoom 2 --resize 1",
                "--sampler ddim --steps 20 --guidance 4 --wait --dry-run");
    assertThat(plan.job().getId()).isEqualTo("night");
    assertThat(plan.job().getSplit()).isEqualTo("val");
    assertThat(plan.job().getGenerator()).isEqualTo("sd");
    assertThat(plan.job().getStrategy()).isEqualTo(Strategy.ORIGIN);
    assertThat(plan.job().getLayouts()).isEqualTo(LayoutSource.COPIED);
    assertThat(plan.job().getFocus()).isEqualTo(Focus.RARE_CLASSES);
    assertThat(plan.job().getSeed()).isEqualTo(5);
    assertThat(plan.job().getFilter()).isEqualTo(new LayoutFilter(0.02, 3, 6));
    assertThat(plan.job().getJitter()).isEqualTo(new LayoutJitter(false, 0.1, 2.0, 1.0));
    assertThat(plan.job().getSampling()).isEqualTo(new Sampling("ddim", 20, 4.0));
    assertThat(plan.awaited()).isTrue();
    assertThat(plan.reporting().dryRun()).isTrue();
  }

  @Test
  void eachJobHasAnIdOfItsOwn() {
    PlanJob one = (PlanJob) task("--bootstrap-servers x:1 --data-set pets");
    PlanJob other = (PlanJob) task("--bootstrap-servers x:1 --data-set pets");
    assertThat(one.job().getId()).isNotEqualTo(other.job().getId());
  }

  @Test
  void wrongUsageIsToldInOneSentence() {
    assertThat(complaint("--out plan.json")).startsWith("Name either --labels and --out, or");
    assertThat(complaint("--labels " + labels)).startsWith("--out: name the file");
    assertThat(complaint("--labels " + labels + " --out " + labels)).contains("is planned from");
    assertThat(complaint("--labels " + labels + " --out x --wait")).contains("need --bootstrap");
    assertThat(complaint("--bootstrap-servers x:1")).startsWith("--data-set: name one");
    assertThat(complaint("--labels " + labels + " --out x --focus dogs"))
        .contains("'dogs' is none of none, rare-classes, weak-classes, hard-objects");
    assertThat(complaint("--labels " + labels + " --out x --images 0"))
        .isEqualTo("images is 0; ask for 1 to 100000.");
    assertThat(complaint("--labels " + labels + " --out x --shift 0.7"))
        .isEqualTo("jitter's shift is 0.7; use 0.0 to 0.5.");
    assertThat(complaint("--bootstrap-servers x:1 --data-set a --sampler best"))
        .contains("--sampler is one of", "not 'best'");
  }

  private Object task(String... words) {
    Invocation invocation = parse(words);
    assertThat(invocation).as(err.toString()).isInstanceOf(Invocation.Work.class);
    return ((Invocation.Work) invocation).task();
  }

  private String complaint(String words) {
    err.getBuffer().setLength(0);
    assertThat(parse(words)).isEqualTo(new Invocation.Answered(2));
    return err.toString().lines().findFirst().orElse("");
  }

  private Invocation parse(String... words) {
    List<String> line = new ArrayList<>(List.of("plan"));
    line.addAll(List.of(String.join(" ", words).split(" ", -1)));
    return CommandLines.parse(
        line.toArray(String[]::new),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true));
  }
}
