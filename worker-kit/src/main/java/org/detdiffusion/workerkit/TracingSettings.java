package org.detdiffusion.workerkit;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * OpenTelemetry's own settings, but for what no exporter means: none. Its default would have every
 * worker look for a collector on its own machine.
 *
 * @param value of a system property such as {@code otel.traces.exporter}, else of the variable of
 *     that name; empty without either
 */
record TracingSettings(UnaryOperator<String> value) {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String DISABLED = "otel.sdk.disabled";
  private static final String NONE = "none";
  private static final int SECONDS_TO_SEND_WHAT_IS_LEFT = 3;

  static TracingSettings ofProcess() {
    return new TracingSettings(TracingSettings::ofProcess);
  }

  private static String ofProcess(String property) {
    String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
    return System.getProperty(property, System.getenv().getOrDefault(variable, ""));
  }

  boolean isOn() {
    String exporter = value.apply(EXPORTER).strip();
    boolean named = !exporter.isEmpty() && !exporter.equalsIgnoreCase(NONE);
    return named && !Boolean.parseBoolean(value.apply(DISABLED).strip());
  }

  /**
   * What is asked for, over these defaults. Ended by us, not by a hook of its own: the last spans
   * are those of work that is stopped.
   *
   * @throws IllegalArgumentException in one sentence when that can't be had
   */
  static Tracing begin(Map<String, String> defaults) {
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> defaults)
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk();
      return Tracing.to(sdk, () -> end(sdk));
    } catch (ConfigurationException wrong) {
      throw new IllegalArgumentException(
          "Tracing can't be set up from the variables OTEL_*: %s; mend them, or leave OTEL_TRACES_EXPORTER out."
              .formatted(reason(wrong)),
          wrong);
    }
  }

  /** Meters and logs go their own ways, and the client for HTTP in use speaks no gRPC. */
  static Map<String, String> defaults(String service) {
    return Map.of(
        "otel.service.name", service,
        "otel.exporter.otlp.protocol", "http/protobuf",
        "otel.metrics.exporter", NONE,
        "otel.logs.exporter", NONE);
  }

  private static void end(OpenTelemetrySdk sdk) {
    var unused = sdk.shutdown().join(SECONDS_TO_SEND_WHAT_IS_LEFT, TimeUnit.SECONDS);
  }

  private static String reason(ConfigurationException wrong) {
    Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
    return Traces.reason(cause).replaceFirst("\\.\\s*$", "");
  }
}
