package org.detdiffusion.networks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.detdiffusion.networks.detection.torchvision.WeightSource;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Weights;

/**
 * Values that a formula gives by name and place, so that nobody has to ship the weights of large
 * networks that were compared.
 *
 * @param rules the first whose pattern is found in a name says how the values spread
 */
public record FormulaValues(long seed, JsonNode rules) implements WeightSource {

  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final String VECTORS_ONLY = "#1d";

  @Override
  public Weights fill(Parameters parameters) {
    Map<String, float[]> values = new HashMap<>();
    for (Parameter parameter : parameters.all()) {
      values.put(parameter.name(), of(parameter));
    }
    return Weights.of(parameters, values);
  }

  private float[] of(Parameter parameter) {
    for (JsonNode rule : rules) {
      if (applies(rule.get("pattern").asText(), parameter)) {
        boolean divided = rule.get("divide_b_by_sqrt_fan_in").asBoolean();
        double fanIn = Arrays.stream(parameter.shape()).skip(1).reduce(1, (a, b) -> a * b);
        double spread = rule.get("b").asDouble() / (divided ? Math.sqrt(fanIn) : 1);
        return values(parameter.name(), parameter.size(), rule.get("a").asDouble(), spread);
      }
    }
    throw new IllegalArgumentException("no rule for " + parameter.name());
  }

  private static boolean applies(String pattern, Parameter parameter) {
    boolean vectorsOnly = pattern.endsWith(VECTORS_ONLY);
    String expression = pattern.replace(VECTORS_ONLY, "");
    return Pattern.compile(expression).matcher(parameter.name()).find()
        && (!vectorsOnly || parameter.shape().length == 1);
  }

  /** {@code a + b u} with u in -1..1. */
  public float[] values(String name, int size, double a, double b) {
    long start = mix(seed ^ hash(name));
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      long bits = mix(start + (i + 1) * STEP);
      values[i] = (float) (a + b * (((bits >>> 40) - (1 << 23)) * 0x1p-23));
    }
    return values;
  }

  /** FNV-1a. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte character : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (character & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
