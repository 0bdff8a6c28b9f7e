package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.detdiffusion.workbench.watching.Answers;
import org.detdiffusion.workbench.watching.Prometheus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus looks at all workers while they close the loop once. */
class WatchedLoopIT {

  @Test
  void everyQueryOfEveryPanelAndRuleHasAnAnswer(@TempDir Path directory) throws Exception {
    Prometheus.requireInstalled();
    Path run = directory.resolve("run");
    try (RunningWorkbench loop = loop(run)) {
      String line = loop.awaitLine("Page:", 60);
      URI page = URI.create(line.substring(line.indexOf("http")).split(",")[0].trim());
      try (var prometheus = Prometheus.start(directory.resolve("watch"), page.getAuthority())) {
        assertThat(loop.exitCode(240)).as(loop.output()).isZero();
        Answers answers = Answers.of(prometheus);
        assertThat(answers.unanswered()).isEmpty();
        assertThat(answers.unseenByAlerts()).isEmpty();
        assertThat(answers.firing()).doesNotContain("DetDiffusionDeadLetters");
      }
    }
  }

  /** A gate that lets through images that no network has learnt to draw. */
  private static RunningWorkbench loop(Path run) throws Exception {
    return RunningWorkbench.start(
        "loop",
        "--toy",
        "--rounds",
        "1",
        "--min-agreement",
        "0",
        "--run-directory",
        run.toString());
  }
}
