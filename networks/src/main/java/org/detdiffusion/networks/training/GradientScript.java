package org.detdiffusion.networks.training;

import java.util.List;
import org.detdiffusion.networks.script.Trace.Method;

/**
 * Text of a method {@code gradients} that takes what a loss method takes and returns its losses and
 * the gradients of the first one by all parameters that are trained, group after group.
 */
final class GradientScript {

  private GradientScript() {}

  static List<String> methods(Method losses, GroupedParameters groups, boolean recomputed) {
    return recomputed && !losses.cuts().isEmpty()
        ? new SegmentedGradients(new Segments(losses, groups), losses, groups).methods()
        : List.of(whole(losses, groups));
  }

  private static String whole(Method losses, GroupedParameters groups) {
    return signature("gradients", losses, "", groups)
        + """
              losses = (self).%s(%s, %s)
              all = torch.grad([losses[0]], %s)
              out = annotate(List[Tensor], [])
              _l = torch.append(out, torch.detach(losses))
              for i in range(torch.len(all)):
                _g = torch.append(out, unchecked_cast(Tensor, all[i]))
              return out
          """
            .formatted(
                losses.name(),
                String.join(", ", names(losses)),
                groups.all("p%d", ", "),
                groups.trained("p%d", " + "));
  }

  /** The first line of a method that returns a list. */
  static String signature(String name, Method losses, String more, GroupedParameters groups) {
    String inputs = String.join("", losses.inputs());
    String lists = groups.all(", p%d: List[Tensor]", "");
    return "  def %s(self: __torch__.Ops%s%s%s) -> List[Tensor]:\n"
        .formatted(name, inputs, more, lists);
  }

  static List<String> names(Method losses) {
    return losses.inputs().stream().map(i -> i.substring(2, i.indexOf(':'))).toList();
  }
}
