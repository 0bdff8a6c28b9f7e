package org.detdiffusion.networks.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.detdiffusion.networks.script.Parameter;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Tensor;

/** Weights by the reference set's formula: so networks of any size need no file. */
public final class FormulaWeights implements ParameterSource {

  private static final String ONE_DIMENSIONAL = "#1d";

  private final long seed;
  private final List<Rule> rules = new ArrayList<>();
  private final UnaryOperator<String> spelling;

  private record Rule(Pattern pattern, boolean vectorsOnly, double a, double b, boolean byFanIn) {

    boolean fits(String name, long[] shape) {
      return (!vectorsOnly || shape.length == 1) && pattern.matcher(name).find();
    }
  }

  /** With the network's own names. */
  public FormulaWeights(long seed, JsonNode rules) {
    this(seed, rules, UnaryOperator.identity());
  }

  /**
   * @param spelling a parameter's name in the original
   */
  public FormulaWeights(long seed, JsonNode rules, UnaryOperator<String> spelling) {
    this.seed = seed;
    this.spelling = spelling;
    for (JsonNode rule : rules) {
      String pattern = rule.get("pattern").asText();
      boolean vectors = pattern.endsWith(ONE_DIMENSIONAL);
      this.rules.add(
          new Rule(
              Pattern.compile(pattern.replace(ONE_DIMENSIONAL, "")),
              vectors,
              rule.get("a").asDouble(),
              rule.get("b").asDouble(),
              rule.get("divide_b_by_sqrt_fan_in").asBoolean()));
    }
  }

  @Override
  public void copy(Parameter parameter, FloatBuffer target) {
    String name = spelling.apply(parameter.name());
    Rule rule =
        rules.stream()
            .filter(r -> r.fits(name, parameter.shape()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no rule for " + name));
    long fanIn = parameter.size() / parameter.shape()[0];
    fill(seed, name, rule.a, rule.byFanIn ? rule.b / Math.sqrt((double) fanIn) : rule.b, target);
  }

  /** An input of a network. */
  public static float[] input(long seed, String name, double a, double b, long... shape) {
    FloatBuffer values = FloatBuffer.allocate((int) Tensor.elements(shape));
    fill(seed, name, a, b, values);
    return values.array();
  }

  private static void fill(long seed, String name, double a, double b, FloatBuffer target) {
    long state = mix(seed ^ hash(name));
    for (int i = 1; target.hasRemaining(); i++) {
      long z = mix(state + i * 0x9E3779B97F4A7C15L);
      double u = ((z >>> 40) - (1 << 23)) * 0x1p-23;
      target.put((float) (a + b * u));
    }
  }

  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (value & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
