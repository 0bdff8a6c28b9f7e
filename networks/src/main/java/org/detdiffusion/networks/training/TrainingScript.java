package org.detdiffusion.networks.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Trace.Method;

/**
 * Text of a whole training step as one TorchScript method: losses, gradients, clipping, AdamW and
 * moving average, so that a step is one call and leaves no garbage behind.
 */
final class TrainingScript {

  private static final String UPDATE =
      """
        def update(self: __torch__.Ops, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], e: List[Tensor], lr: float, wd: float, scale: Tensor, decay: float, beta1: float, beta2: float, eps: float) -> Tensor:
          ops.aten._foreach_mul_(g, scale)
          ops.aten._foreach_add_(s, 1)
          ops.aten._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), s, lr=lr, beta1=beta1, beta2=beta2, weight_decay=wd, eps=eps, amsgrad=False, maximize=False)
          ops.aten._foreach_lerp_(e, p, 1. - decay)
          return scale
        def norms(self: __torch__.Ops, g: List[Tensor]) -> Tensor:
          return torch.norm(torch.stack(ops.aten._foreach_norm(g, 2)), 2)
        def part(self: __torch__.Ops, x: Tensor, k: int, parts: int) -> Tensor:
          n = torch.floordiv(torch.size(x, 0), parts)
          return torch.slice(x, 0, torch.mul(k, n), torch.mul(torch.add(k, 1), n))
        def accumulate(self: __torch__.Ops, g: List[Tensor], more: List[Tensor]) -> Tensor:
          ops.aten._foreach_add_(g, more)
          return g[0]
        def scale(self: __torch__.Ops, g: List[Tensor], factor: float) -> Tensor:
          ops.aten._foreach_mul_(g, factor)
          return g[0]
      """;

  private TrainingScript() {}

  /**
   * @param losses a method that returns a vector of losses, the total first
   * @param each how each group of the parameters is trained
   */
  static List<String> methods(
      Method losses, Parameters parameters, List<ParameterGroup> each, Optimisation settings) {
    List<String> methods = new ArrayList<>(List.of(losses.source(), UPDATE));
    methods.addAll(GradientScript.methods(losses, parameters, settings.recomputed()));
    methods.add(step(losses, parameters, each, settings));
    return methods;
  }

  private static String step(
      Method losses, Parameters parameters, List<ParameterGroup> each, Optimisation settings) {
    int groups = parameters.groups();
    List<String> lines = new ArrayList<>(gradients(losses, parameters, settings.parts()));
    int start = 1;
    for (int k = 0; k < groups; k++) {
      int size = parameters.group(k).size();
      lines.add("g%d = annotate(List[Tensor], [])".formatted(k));
      lines.add("for i%d in range(%d):".formatted(k, size));
      lines.add("  _g%d = torch.append(g%d, og[i%d + %d])".formatted(k, k, k, start));
      start += size;
    }
    lines.add("torch.set_grad_enabled(False)");
    lines.add(
        "norm = torch.norm(torch.stack(["
            + GradientScript.lists(parameters, "(self).norms(g%d)", ", ")
            + "]), 2)");
    lines.add(
        "scale = torch.clamp(torch.div("
            + settings.clip()
            + ", torch.add(norm, 1e-06)), None, 1.)");
    lines.add("lr = float(torch.select(c, 0, 0))");
    lines.add("decay = float(torch.select(c, 0, 1))");
    for (int k = 0; k < groups; k++) {
      lines.add(update(k, each.get(k), settings.adamW()));
    }
    lines.add("torch.set_grad_enabled(True)");
    lines.add("return torch.detach(torch.cat([og[0], torch.reshape(norm, [1])]))");
    return signature(losses, parameters) + "    " + String.join("\n    ", lines) + "\n";
  }

  /** Losses and gradients to the list {@code og}; the mean over the parts of the batch. */
  private static List<String> gradients(Method losses, Parameters parameters, int parts) {
    String lists = GradientScript.lists(parameters, "p%d", ", ");
    if (parts == 1) {
      return List.of("og = (self).gradients(" + names(losses, "%s") + ", " + lists + ")");
    }
    String slice = "(self).part(%s, {}, " + parts + ")";
    String call = "(self).gradients(" + names(losses, slice) + ", " + lists + ")";
    return List.of(
        "og = " + call.replace("{}", "0"),
        "for part in range(1, " + parts + "):",
        "  _more = (self).accumulate(og, " + call.replace("{}", "part") + ")",
        "_mean = (self).scale(og, " + 1.0 / parts + ")");
  }

  private static String update(int k, ParameterGroup group, AdamW adamW) {
    String rate = group.rate() == 1 ? "lr" : "lr * " + group.rate();
    double decay = group.decayed() ? adamW.weightDecay() : 0;
    return "_u%d = (self).update(p%d, g%d, m%d, v%d, s%d, e%d, %s, %s, scale, decay, %s, %s, %s)"
        .formatted(k, k, k, k, k, k, k, rate, decay, adamW.beta1(), adamW.beta2(), adamW.epsilon());
  }

  private static String signature(Method losses, Parameters parameters) {
    StringBuilder text = new StringBuilder("  def step(self: __torch__.Ops, c: Tensor");
    losses.inputs().forEach(text::append);
    for (String list : List.of("p", "m", "v", "s", "e")) {
      text.append(GradientScript.lists(parameters, ", " + list + "%d: List[Tensor]", ""));
    }
    return text.append(") -> Tensor:\n").toString();
  }

  /** What the loss method takes, each as the pattern has it. */
  private static String names(Method losses, String pattern) {
    return GradientScript.names(losses).stream()
        .map(pattern::formatted)
        .collect(Collectors.joining(", "));
  }
}
