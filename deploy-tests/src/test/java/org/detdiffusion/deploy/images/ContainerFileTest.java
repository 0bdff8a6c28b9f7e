package org.detdiffusion.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.detdiffusion.deploy.Deploy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be said of the images without building them. */
class ContainerFileTest {
  private final ContainerFile file = ContainerFile.read(Deploy.IMAGES.resolve("Containerfile"));

  ContainerFileTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void runsAsNoRoot(Program program) {
    assertThat(file.last(program.target(), "USER")).matches("[1-9]\\d*:[1-9]\\d*");
    assertThat(file.stage(program.target()).all("USER")).as("set once, for all").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void answersForItsHealthOnItsOwnPort(Program program) throws IOException {
    String port = Integer.toString(program.port());
    assertThat(file.last(program.target(), "HEALTHCHECK"))
        .endsWith("CMD [\"/opt/detdiffusion/healthy\", \"" + port + "\"]");
    assertThat(file.last(program.target(), "EXPOSE")).isEqualTo(port);
    Properties settings = new Properties();
    Path properties = Path.of("src", "main", "resources", "application.properties");
    try (var reader =
        Files.newBufferedReader(Deploy.ROOT.resolve(program.module()).resolve(properties))) {
      settings.load(reader);
    }
    assertThat(settings.getProperty("quarkus.http.port")).isEqualTo(port);
  }

  @ParameterizedTest
  @EnumSource
  void startsWhatItsModuleBuilds(Program program) {
    assertThat(file.last(program.target(), "COPY"))
        .isEqualTo(
            "--from=build /src/%s/target/quarkus-app /opt/detdiffusion/app"
                .formatted(program.module()));
    assertThat(file.command(program.target())).contains("/opt/detdiffusion/app/quarkus-run.jar");
    assertThat(file.stage("build").all("RUN"))
        .anyMatch(line -> line.contains(program.module() + "/target/quarkus-app"))
        .anyMatch(line -> line.matches(".*-pl \\S*" + program.module() + ".*"));
  }

  @Test
  void basesArePinnedByVersion() {
    assertThat(List.of(file.stage("build").base(), file.stage("runtime").base()))
        .allSatisfy(base -> assertThat(base).matches("[\\w./-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*"));
    assertThat(everyInstruction()).noneMatch(line -> line.contains("latest"));
  }

  @Test
  void addsNothingFromElsewhere() {
    assertThat(file.stages()).allMatch(stage -> stage.all("ADD").isEmpty());
    assertThat(everyInstruction())
        .noneMatch(line -> line.contains("://"))
        .noneMatch(line -> line.contains("curl") || line.contains("apt-get"));
  }

  @Test
  void holdsNoSecret() {
    for (Program program : Program.values()) {
      Map<String, String> environment = file.environment(program.target());
      assertThat(environment.keySet())
          .noneMatch(name -> name.contains("PASSWORD") || name.contains("JAAS"));
    }
  }

  @Test
  void theWorkbenchLeavesTheWorkToTheWorkers() {
    assertThat(file.environment("workbench"))
        .containsEntry("DETDIFFUSION_LABELLER_ENABLED", "false")
        .containsEntry("DETDIFFUSION_GENERATOR_ENABLED", "false")
        .containsEntry("DETDIFFUSION_TRAINER_ENABLED", "false");
  }

  private List<String> everyInstruction() {
    return file.stages().stream()
        .flatMap(stage -> stage.instructions().stream())
        .map(ContainerFile.Instruction::arguments)
        .toList();
  }
}
