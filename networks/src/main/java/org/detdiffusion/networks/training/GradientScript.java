package org.detdiffusion.networks.training;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Trace.Method;

/**
 * Text of a method {@code gradients} that takes what a loss method takes and returns its losses and
 * the gradients of the first one by all parameters, group after group.
 */
final class GradientScript {

  private GradientScript() {}

  static List<String> methods(Method losses, Parameters parameters, boolean recomputed) {
    return recomputed && !losses.cuts().isEmpty()
        ? new SegmentedGradients(new Segments(losses), losses, parameters).methods()
        : List.of(whole(losses, parameters));
  }

  private static String whole(Method losses, Parameters parameters) {
    String lists = lists(parameters, "p%d", ", ");
    String all = lists(parameters, "p%d", " + ");
    return signature("gradients", losses, "", parameters)
        + """
              losses = (self).%s(%s, %s)
              all = torch.grad([losses[0]], %s)
              out = annotate(List[Tensor], [])
              _l = torch.append(out, torch.detach(losses))
              for i in range(torch.len(all)):
                _g = torch.append(out, unchecked_cast(Tensor, all[i]))
              return out
          """
            .formatted(losses.name(), String.join(", ", names(losses)), lists, all);
  }

  /** The first line of a method that returns a list. */
  static String signature(String name, Method losses, String more, Parameters parameters) {
    String inputs = String.join("", losses.inputs());
    String lists = lists(parameters, ", p%d: List[Tensor]", "");
    return "  def %s(self: __torch__.Ops%s%s%s) -> List[Tensor]:\n"
        .formatted(name, inputs, more, lists);
  }

  static List<String> names(Method losses) {
    return losses.inputs().stream().map(i -> i.substring(2, i.indexOf(':'))).toList();
  }

  /** A pattern for each group of the parameters. */
  static String lists(Parameters parameters, String pattern, String separator) {
    List<String> parts = new ArrayList<>();
    for (int group = 0; group < parameters.groups(); group++) {
      parts.add(pattern.formatted(group));
    }
    return String.join(separator, parts);
  }
}
