package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the examples of schemas/README.md, word by word but for the brokers' address. */
final class ForeignClient {
  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("schemas").resolve("README.md");
  private static final Pattern PYTHON = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SHELL =
      Pattern.compile("^    (echo .*\n +kcat .*)$", Pattern.MULTILINE);
  private static final String ADDRESS = "localhost:9092";

  private ForeignClient() {}

  /** The n-th example in Python. */
  static String python(int number) throws Exception {
    for (String python : List.of("/usr/bin/python3", "python3")) {
      if (isThere(python, "-c", "import avro.io, confluent_kafka")) {
        return run(List.of(python, "-c", example(PYTHON, number)));
      }
    }
    assumeTrue(false, "python3-avro and python3-confluent-kafka are not installed");
    return "";
  }

  /** The n-th example for the shell. */
  static String shell(int number) throws Exception {
    assumeTrue(isThere("kcat", "-V"), "kcat is not installed");
    return run(List.of("sh", "-c", example(SHELL, number)));
  }

  private static String example(Pattern pattern, int number) throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(README));
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    String example = examples.get(number);
    assertThat(example).contains(ADDRESS);
    return example.replace(ADDRESS, TestBroker.properties().get("bootstrap.servers").toString());
  }

  private static boolean isThere(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String unused = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
