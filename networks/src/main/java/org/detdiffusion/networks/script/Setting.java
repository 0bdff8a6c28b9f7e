package org.detdiffusion.networks.script;

import java.util.Map;
import java.util.Properties;

/**
 * One word of configuration: a system property, or else a variable of the environment.
 *
 * @param otherwise what holds when neither is set
 */
record Setting(String property, String variable, String otherwise) {

  String value() {
    return value(System.getProperties(), System.getenv());
  }

  String value(Properties properties, Map<String, String> environment) {
    String set = properties.getProperty(property, environment.getOrDefault(variable, otherwise));
    return set.isBlank() ? otherwise : set.strip();
  }

  IllegalArgumentException refused(String value, String cure) {
    return new IllegalArgumentException(
        "%s (or %s) is '%s': %s".formatted(property, variable, value, cure));
  }
}
