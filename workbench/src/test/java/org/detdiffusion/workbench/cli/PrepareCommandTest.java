package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.topics.PrepareOptions;
import org.detdiffusion.workbench.topics.PrepareOptions.Grant;
import org.detdiffusion.workerkit.ClusterRole;
import org.junit.jupiter.api.Test;

class PrepareCommandTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aRoleIsGivenToEveryUserThatIsNamed() {
    assertThat(grant("labeller=lea", "labeller=leo", "page=lea"))
        .isEqualTo(
            new Invocation.Work(
                new PrepareOptions(
                    "broker:9093",
                    List.of(
                        new Grant(ClusterRole.LABELLER, "lea"),
                        new Grant(ClusterRole.LABELLER, "leo"),
                        new Grant(ClusterRole.PAGE, "lea")),
                    Reporting.TEXT)));
  }

  @Test
  void nobodyGivesRightsToEverybodyByAStar() {
    assertThat(grant("administrator=*")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("'*' is everybody to Kafka: name each user");
  }

  @Test
  void whatIsNoGrantIsNamed() {
    assertThat(grant("labeller")).isEqualTo(new Invocation.Answered(2));
    assertThat(grant("labeller=")).isEqualTo(new Invocation.Answered(2));
    assertThat(grant("king=lea")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("such as labeller=lea.", "'king' is no role");
  }

  private Invocation grant(String... grants) {
    List<String> words = new java.util.ArrayList<>(List.of("prepare"));
    words.addAll(List.of("--bootstrap-servers", "broker:9093"));
    for (String grant : grants) {
      words.addAll(List.of("--grant", grant));
    }
    return CommandLines.parse(
        words.toArray(String[]::new),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true));
  }
}
