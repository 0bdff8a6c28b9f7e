package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.testing.Endpoints;
import org.detdiffusion.workerkit.ClusterRole;

/** A worker as it is shipped, started by {@code java -jar} with settings as system properties. */
final class PackagedWorker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(40);
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]*:(\\d+)");

  private final Process process;
  private final Path log;
  private final long began = System.nanoTime();

  private PackagedWorker(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Returns at once. Nothing of this process's environment that names a setting reaches it. */
  static PackagedWorker start(ClusterRole role, Path directory, Map<String, String> settings)
      throws IOException {
    String module = role.name().toLowerCase(Locale.ROOT) + "-worker";
    Path jar = Path.of("..", module, "target", "quarkus-app", "quarkus-run.jar");
    assertThat(jar.toAbsolutePath()).as("packaged by `./mvnw package`").isRegularFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-Dquarkus.http.port=0", "-jar", jar.toAbsolutePath().toString()));
    Path log = Files.createTempFile(directory, module, ".log");
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new PackagedWorker(builder.start(), log);
  }

  /** Once it listens. */
  Endpoints endpoints() throws Exception {
    Matcher listening = LISTENING.matcher(log());
    while (!listening.find()) {
      assertThat(process.isAlive()).as(log()).isTrue();
      assertThat(sinceStart()).as(log()).isLessThan(START);
      boolean unused = process.waitFor(20, TimeUnit.MILLISECONDS);
      listening = LISTENING.matcher(log());
    }
    return new Endpoints(URI.create("http://127.0.0.1:" + listening.group(1)));
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** As a supervisor asks it to end; its exit code. */
  int terminate() throws InterruptedException {
    Signal.TERM.send(process.pid());
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    boolean ended = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("ended in time, see " + log).isTrue();
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
