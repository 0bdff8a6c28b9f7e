package org.detdiffusion.workbench.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An installed Prometheus that looks at one process every second, with the rules that we ship. */
public final class Prometheus implements AutoCloseable {
  private static final String CONFIG =
      """
      global: {scrape_interval: 1s, evaluation_interval: 1s}
      rule_files: ['%s/*.yaml']
      scrape_configs:
        - {job_name: workbench, metrics_path: /q/metrics, static_configs: [{targets: ['%s']}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final String address;

  private Prometheus(Process process, Path log, String address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /**
   * Skips the test where none is installed.
   *
   * @param target host and port
   */
  public static Prometheus start(Path directory, String target) throws Exception {
    Path program = Installed.orSkip("prometheus");
    Files.createDirectories(directory);
    Path config = directory.resolve("prometheus.yaml");
    Files.writeString(config, CONFIG.formatted(MonitoringFiles.RULES, target));
    Path log = directory.resolve("prometheus.log");
    String address = "127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Prometheus prometheus = new Prometheus(process, log, address);
    prometheus.awaitReady();
    return prometheus;
  }

  /** Whether one is installed; skips the test where not. */
  public static void requireInstalled() {
    assertThat(Installed.orSkip("prometheus")).isExecutable();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!isReady()) {
      assertThat(process.isAlive() && System.nanoTime() < deadline)
          .as(Files.readString(log))
          .isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** When it last heard from the process, in seconds since 1970. */
  double lastHeard() throws Exception {
    JsonNode result = ask("max_over_time(timestamp(up == 1)[10m:1s])", now());
    assertThat(result).as("it never heard from the process").hasSize(1);
    return number(result.get(0));
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  /** The values that a query had at that time; its errors are the test's. */
  List<Double> values(Query query, double time) throws Exception {
    return MonitoringFiles.each(ask(query.expression(), time)).map(Prometheus::number).toList();
  }

  private static double number(JsonNode sample) {
    String value = sample.get("value").get(1).asText();
    return Double.parseDouble(value.replace("Inf", "Infinity"));
  }

  private JsonNode ask(String expression, double time) throws Exception {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    HttpResponse<String> answer = get("/api/v1/query?time=" + time + "&query=" + query);
    assertThat(answer.statusCode()).as("%s: %s", expression, answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).at("/data/result");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
