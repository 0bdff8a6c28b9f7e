package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The packaged workbench as a process of its own, as a user starts it. */
final class RunningWorkbench implements AutoCloseable {
  private static final String JAR = "target/quarkus-app/quarkus-run.jar";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> written = Collections.synchronizedList(new ArrayList<>());
  private final Thread reader;

  private RunningWorkbench(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "workbench-output");
    reader.setDaemon(true);
    reader.start();
  }

  static RunningWorkbench start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** With further variables in the environment. */
  static RunningWorkbench start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true", "-jar", JAR));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new RunningWorkbench(builder.start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output
          .lines()
          .forEach(
              line -> {
                written.add(line);
                lines.add(line);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line with the text and returns it. */
  String awaitLine(String text, int seconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    String line = "";
    while (!line.contains(text)) {
      line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(line).as("a line with '%s' after\n%s", text, output()).isNotNull();
    }
    return line;
  }

  /** As Ctrl-C does, or a container's stop. */
  void stop() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close the output too
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("stopped in time").isTrue();
  }

  int exitCode(int seconds) throws InterruptedException {
    assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as(output()).isTrue();
    reader.join();
    return process.exitValue();
  }

  String output() {
    return String.join("\n", written);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
