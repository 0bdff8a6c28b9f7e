package org.detdiffusion.networks.training;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.detdiffusion.networks.script.Parameters;

/** Parameters with how each group of them is trained, or not. */
record GroupedParameters(Parameters parameters, List<ParameterGroup> each) {

  /** Numbers of the groups that are trained. */
  List<Integer> trained() {
    return IntStream.range(0, parameters.groups()).filter(this::isTrained).boxed().toList();
  }

  boolean isTrained(int group) {
    return each.get(group).trained();
  }

  /** Those that are trained; the others' groups are empty. */
  Parameters trainedOnly() {
    return parameters.only(this::isTrained);
  }

  /** A pattern for each group, with its number. */
  String all(String pattern, String separator) {
    return IntStream.range(0, parameters.groups())
        .mapToObj(pattern::formatted)
        .collect(Collectors.joining(separator));
  }

  /** The same for those that are trained. */
  String trained(String pattern, String separator) {
    return trained().stream().map(pattern::formatted).collect(Collectors.joining(separator));
  }
}
