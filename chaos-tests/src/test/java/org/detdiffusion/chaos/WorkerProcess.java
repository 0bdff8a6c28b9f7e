package org.detdiffusion.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, started from the class path of this test. */
final class WorkerProcess {
  private static final List<String> LEAN =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xss512k");

  private final Process process;
  private final Path journal;
  private final Path output;

  private WorkerProcess(Process process, Path journal, Path output) {
    this.process = process;
    this.journal = journal;
    this.output = output;
  }

  /**
   * Starts it and returns at once.
   *
   * @param name of its journal and of the file with its output, which lie in the directory
   */
  static WorkerProcess start(Path directory, String name, Kind kind, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    Path journal = directory.resolve(name + ".journal");
    Path output = directory.resolve(name + ".out");
    Map<String, String> all = new HashMap<>(settings);
    all.put("journal", journal.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LEAN);
    command.addAll(kind.jvm());
    command.addAll(QuickStart.options());
    command.add(kind.main());
    all.forEach((key, value) -> command.add(key + "=" + value));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // as the launcher does
    return new WorkerProcess(builder.redirectOutput(output.toFile()).start(), journal, output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isReady() throws IOException {
    return has(Journal.READY);
  }

  boolean has(String what) throws IOException {
    return !lines(what).isEmpty();
  }

  List<String[]> lines(String what) throws IOException {
    return Journal.lines(journal, what);
  }

  /** The greatest value of a meter that it wrote at its end; 0 without one. */
  double meter(String name) throws IOException {
    return lines(Journal.METER).stream()
        .filter(line -> line[0].equals(name))
        .mapToDouble(line -> Double.parseDouble(line[1]))
        .max()
        .orElse(0);
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  void send(Signal signal) {
    signal.send(process.pid());
  }

  /** Its exit code. */
  int awaitExit(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("A worker has not ended within " + atMost + ", see " + output);
    }
    return process.exitValue();
  }

  /** Memory in use as the operating system counts it, in bytes. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("The operating system does not tell the memory of " + process.pid());
  }
}
