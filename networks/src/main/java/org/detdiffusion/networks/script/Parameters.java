package org.detdiffusion.networks.script;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToIntBiFunction;

/** The parameters a network asked for while it was traced, in order of first use. */
public final class Parameters {

  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final int[] sizes;
  private final ToIntBiFunction<String, long[]> groupOf;

  /**
   * @param groups number of groups
   * @param groupOf group of a parameter by name and shape
   */
  public Parameters(int groups, ToIntBiFunction<String, long[]> groupOf) {
    this.sizes = new int[groups];
    this.groupOf = groupOf;
  }

  /** Two groups: 0 with weight decay (matrices, kernels), 1 without (biases, norms). */
  public static Parameters decayedAndPlain() {
    return new Parameters(2, (name, shape) -> shape.length > 1 ? 0 : 1);
  }

  Parameter declare(String name, Initializer initializer, long... shape) {
    Parameter known = byName.get(name);
    if (known == null) {
      int group = groupOf.applyAsInt(name, shape);
      known = new Parameter(name, shape.clone(), initializer, group, sizes[group]++);
      byName.put(name, known);
    } else if (!Arrays.equals(known.shape(), shape)) {
      throw new IllegalArgumentException(
          name + " is " + Arrays.toString(known.shape()) + ", not " + Arrays.toString(shape));
    }
    return known;
  }

  public int groups() {
    return sizes.length;
  }

  public Collection<Parameter> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Those of one group, in list order. */
  public List<Parameter> group(int group) {
    return byName.values().stream().filter(parameter -> parameter.group() == group).toList();
  }

  /** Those there are now of some groups; the other groups are empty. */
  public Parameters only(IntPredicate groups) {
    Parameters only = new Parameters(sizes.length, groupOf);
    byName.forEach(
        (name, parameter) -> {
          if (groups.test(parameter.group())) {
            only.byName.put(name, parameter);
          }
        });
    return only;
  }

  public long count() {
    return byName.values().stream().mapToLong(Parameter::size).sum();
  }

  /** {@code p0: List[Tensor], p1: List[Tensor]}: how a method takes them. */
  String signature(String prefix) {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < sizes.length; group++) {
      text.append(", ").append(prefix).append(group).append(": List[Tensor]");
    }
    return text.toString();
  }

  /** {@code , p0, p1}: how a method hands them on. */
  String arguments(String prefix) {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < sizes.length; group++) {
      text.append(", ").append(prefix).append(group);
    }
    return text.toString();
  }
}
