package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingSettingsTest {
  @ParameterizedTest
  @CsvSource({"'',''", "none,''", "otlp,true"})
  void tracesNothingUnlessAnExporterIsNamed(String exporter, String disabled) {
    assertThat(settings(exporter, disabled).isOn()).isFalse();
    assertThat(Tracing.configured("tests").isOn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"otlp,''", "otlp,false"})
  void tracesWhereAnExporterIsNamed(String exporter, String disabled) {
    assertThat(settings(exporter, disabled).isOn()).isTrue();
  }

  @Test
  void spansReachACollectorOverHttpAtTheLatestWhenTracingEnds() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    HttpServer collector = collector(requests);
    try (Tracing tracing = begin("otlp", "http://localhost:" + collector.getAddress().getPort())) {
      tracing.begin("some work", Map.of(), Map.of("detdiffusion.run.steps", 7)).close();
    } finally {
      collector.stop(0);
    }
    assertThat(String.join("", requests))
        .startsWith("/v1/traces")
        .contains("service.name", "tests", "some work", "detdiffusion.run.steps");
  }

  @ParameterizedTest
  @CsvSource({"carrier-pigeon,http://localhost:1", "otlp,no address"})
  void whatCanNotBeHadIsRefusedInASentence(String exporter, String endpoint) {
    assertThatThrownBy(() -> begin(exporter, endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Tracing can't be set up from the variables OTEL_*: ")
        .hasMessageEndingWith("; mend them, or leave OTEL_TRACES_EXPORTER out.");
  }

  private static TracingSettings settings(String exporter, String disabled) {
    var values = Map.of("otel.traces.exporter", exporter, "otel.sdk.disabled", disabled);
    return new TracingSettings(name -> values.getOrDefault(name, ""));
  }

  private static Tracing begin(String exporter, String endpoint) {
    Map<String, String> asked = new HashMap<>(TracingSettings.defaults("tests"));
    asked.put("otel.traces.exporter", exporter);
    asked.put("otel.exporter.otlp.endpoint", endpoint);
    return TracingSettings.begin(asked);
  }

  private static HttpServer collector(List<String> requests) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] spans = exchange.getRequestBody().readAllBytes();
          requests.add(exchange.getRequestURI() + new String(spans, ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
