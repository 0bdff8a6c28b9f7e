package org.detdiffusion.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.deploy.Deploy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one command that builds all images, with an engine that only writes down what it is told. */
class BuildScriptTest {
  @TempDir Path directory;
  private Path engine;
  private Path told;
  private String registry = "";

  @BeforeEach
  void makeAnEngine() throws Exception {
    told = directory.resolve("told");
    engine = directory.resolve("engine");
    Files.writeString(engine, "#!/bin/sh\necho \"$@\" >> '" + told + "'\n");
    assertThat(engine.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void buildsEveryImage() throws Exception {
    assertThat(build("1.2.3").exitValue()).isZero();
    assertThat(Files.readAllLines(told))
        .hasSize(Program.values().length)
        .allMatch(line -> line.startsWith("build --file deploy/images/Containerfile --target "));
    for (Program program : Program.values()) {
      String end = "--tag detdiffusion/" + program.target() + ":1.2.3 .";
      assertThat(Files.readAllLines(told)).filteredOn(line -> line.endsWith(end)).hasSize(1);
    }
  }

  @Test
  void buildsGeneratorAndTrainerForGpusBeside() throws Exception {
    assertThat(build("--cuda", "1.2.3").exitValue()).isZero();
    assertThat(Files.readAllLines(told))
        .filteredOn(line -> line.contains("PROFILES=-Pcuda"))
        .extracting(line -> line.replaceFirst(".*--tag ", ""))
        .containsExactly(
            "detdiffusion/generator:1.2.3-cuda .", "detdiffusion/trainer:1.2.3-cuda .");
  }

  @Test
  void keepsTheHealthCheckWherePodmanBuilds() throws Exception {
    engine = Files.move(engine, directory.resolve("podman"));
    assertThat(build("1.2.3").exitValue()).isZero();
    assertThat(Files.readAllLines(told))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("build --format docker --file "));
  }

  @Test
  void pushesWhatItHasBuilt() throws Exception {
    registry = "registry.example.org/ours";
    assertThat(build("--cuda", "--push", "1.2.3").exitValue()).isZero();
    assertThat(Files.readAllLines(told))
        .filteredOn(line -> line.startsWith("push "))
        .hasSize(Program.values().length + 2)
        .contains("push registry.example.org/ours/workbench:1.2.3")
        .contains("push registry.example.org/ours/trainer:1.2.3-cuda");
  }

  @Test
  void pushesNowhereUnasked() throws Exception {
    Process process = build("--push", "1.2.3");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("set REGISTRY");
    assertThat(told).doesNotExist();
  }

  @Test
  void refusesATagThatMoves() throws Exception {
    Process process = build("latest");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("name a version");
    assertThat(told).doesNotExist();
  }

  private Process build(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Deploy.IMAGES + "/build"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("ENGINE", engine.toString());
    builder.environment().put("REGISTRY", registry);
    Process process = builder.start();
    assertThat(process.waitFor()).isGreaterThanOrEqualTo(0);
    return process;
  }
}
