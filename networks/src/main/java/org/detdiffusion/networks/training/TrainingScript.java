package org.detdiffusion.networks.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.detdiffusion.networks.script.Trace.Method;

/**
 * Text of a whole training step as one TorchScript method: losses, gradients, clipping, AdamW and
 * moving average, so that a step is one call and leaves no garbage behind.
 */
final class TrainingScript {

  private static final String UPDATE =
      """
        def update(self: __torch__.Ops, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], lr: float, wd: float, scale: Tensor, beta1: float, beta2: float, eps: float) -> Tensor:
          ops.aten._foreach_mul_(g, scale)
          ops.aten._foreach_add_(s, 1)
          ops.aten._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), s, lr=lr, beta1=beta1, beta2=beta2, weight_decay=wd, eps=eps, amsgrad=False, maximize=False)
          return scale
        def follow(self: __torch__.Ops, e: List[Tensor], p: List[Tensor], decay: float) -> Tensor:
          ops.aten._foreach_lerp_(e, p, 1. - decay)
          return e[0]
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
   */
  static List<String> methods(Method losses, GroupedParameters groups, Optimisation settings) {
    List<String> methods = new ArrayList<>(List.of(losses.source(), UPDATE));
    methods.addAll(GradientScript.methods(losses, groups, settings.recomputed()));
    methods.add(step(losses, groups, settings));
    return methods;
  }

  private static String step(Method losses, GroupedParameters groups, Optimisation settings) {
    List<String> lines = new ArrayList<>(gradients(losses, groups, settings.parts()));
    int start = 1;
    for (int k : groups.trained()) {
      int size = groups.parameters().group(k).size();
      lines.add("g%d = annotate(List[Tensor], [])".formatted(k));
      lines.add("for i%d in range(%d):".formatted(k, size));
      lines.add("  _g%d = torch.append(g%d, og[i%d + %d])".formatted(k, k, k, start));
      start += size;
    }
    lines.add("torch.set_grad_enabled(False)");
    lines.add(
        "norm = torch.norm(torch.stack([" + groups.trained("(self).norms(g%d)", ", ") + "]), 2)");
    lines.add(
        "scale = torch.clamp(torch.div("
            + settings.clip()
            + ", torch.add(norm, 1e-06)), None, 1.)");
    lines.add("lr = float(torch.select(c, 0, 0))");
    lines.add("decay = float(torch.select(c, 0, 1))");
    for (int k : groups.trained()) {
      lines.add(update(k, groups.each().get(k), settings.adamW()));
      if (settings.averaged()) {
        lines.add("_e%d = (self).follow(e%d, p%d, decay)".formatted(k, k, k));
      }
    }
    lines.add("torch.set_grad_enabled(True)");
    lines.add("return torch.detach(torch.cat([og[0], torch.reshape(norm, [1])]))");
    return signature(losses, groups, settings) + "    " + String.join("\n    ", lines) + "\n";
  }

  /** Losses and gradients to the list {@code og}; the mean over the parts of the batch. */
  private static List<String> gradients(Method losses, GroupedParameters groups, int parts) {
    String lists = groups.all("p%d", ", ");
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
    return "_u%d = (self).update(p%d, g%d, m%d, v%d, s%d, %s, %s, scale, %s, %s, %s)"
        .formatted(k, k, k, k, k, k, rate, decay, adamW.beta1(), adamW.beta2(), adamW.epsilon());
  }

  private static String signature(Method losses, GroupedParameters groups, Optimisation settings) {
    StringBuilder text = new StringBuilder("  def step(self: __torch__.Ops, c: Tensor");
    losses.inputs().forEach(text::append);
    text.append(groups.all(", p%d: List[Tensor]", ""));
    for (String list : settings.averaged() ? List.of("m", "v", "s", "e") : List.of("m", "v", "s")) {
      text.append(groups.trained(", " + list + "%d: List[Tensor]", ""));
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
