package org.detdiffusion.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.testing.Endpoints;

/** A process that sees the files of an image and can write nothing but its data and /tmp. */
final class Contained implements AutoCloseable {
  private static final Path SCRIPT =
      Path.of("src/test/resources/as-in-a-container.sh").toAbsolutePath();
  private static final Pattern LISTENING =
      Pattern.compile("(?:Listening on: |Page: +)http://[^:]*:([1-9]\\d*)");
  private static final int LONGEST_SECONDS = 90;

  private final Process process;
  private final Path log;

  private Contained(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Whether this machine lets us; it takes root, or what root may. */
  static boolean isPossible(Path directory) {
    Path data = directory.resolve("probe");
    try {
      Files.createDirectories(data);
      var probe =
          start(directory, data, Map.of(), List.of(ImageLayout.JAVA.toString(), "-version"));
      return probe.exitCode() == 0;
    } catch (IOException | InterruptedException none) {
      return false;
    }
  }

  static Contained start(
      Path image, Path data, Map<String, String> environment, List<String> command)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", SCRIPT.toString()));
    words.addAll(List.of(image.toString(), data.toString()));
    words.addAll(command);
    Path log = Files.createTempFile(data.getParent(), "contained", ".log");
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    return new Contained(builder.start(), log);
  }

  /** Once it listens; by whatever name of this machine. */
  Endpoints endpoints() throws Exception {
    return new Endpoints(URI.create("http://127.0.0.1:" + port()));
  }

  String port() throws Exception {
    long began = System.nanoTime();
    Matcher listening = LISTENING.matcher(log());
    while (!listening.find()) {
      assertThat(process.isAlive()).as(log()).isTrue();
      assertThat(System.nanoTime() - began)
          .as(log())
          .isLessThan(TimeUnit.SECONDS.toNanos(LONGEST_SECONDS));
      boolean unused = process.waitFor(50, TimeUnit.MILLISECONDS);
      listening = LISTENING.matcher(log());
    }
    return listening.group(1);
  }

  long pid() {
    return process.pid();
  }

  /** As a container's stop asks it to. */
  int terminate() throws Exception {
    assertThat(process.toHandle().destroy()).isTrue();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
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
