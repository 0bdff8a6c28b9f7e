package org.detdiffusion.workbench.tracing;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A worker's settings as its application would read them, without the application. */
public final class MappedSettings {
  private MappedSettings() {}

  public static <T> T of(Class<T> settings, Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(settings)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(settings);
  }
}
