package org.detdiffusion.networks.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.training.Segments.Segment;

/**
 * Gradient checkpointing (Chen et al. 2016): forward without gradients, keeping what passes from
 * segment to segment; then backward, each segment computed a second time, alone.
 */
final class SegmentedGradients {

  private static final String KNOWN =
      """
        def known(self: __torch__.Ops, g: Optional[Tensor], like: Tensor) -> Tensor:
          if torch.__is__(g, None):
            r = torch.zeros_like(like)
          else:
            r = unchecked_cast(Tensor, g)
          return r
      """;

  private final List<Segment> segments;
  private final Method losses;
  private final GroupedParameters groups;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();

  SegmentedGradients(Segments segments, Method losses, GroupedParameters groups) {
    this.segments = segments.all();
    this.losses = losses;
    this.groups = groups;
  }

  List<String> methods() {
    List<String> methods = new ArrayList<>(List.of(KNOWN));
    for (int k = 0; k < segments.size(); k++) {
      methods.add(segmentMethod(k));
    }
    lines.add("torch.set_grad_enabled(False)");
    for (int k = 0; k < segments.size() - 1; k++) {
      forward(k);
    }
    lines.add("torch.set_grad_enabled(True)");
    for (int k = segments.size() - 1; k >= 0; k--) {
      backward(k);
    }
    collect();
    String body = lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    methods.add(GradientScript.signature("gradients", losses, "", groups) + body);
    return methods;
  }

  private boolean last(int k) {
    return k == segments.size() - 1;
  }

  private String segmentMethod(int k) {
    Segment segment = segments.get(k);
    String values =
        inputs(segment).stream().map(v -> ", v" + v + ": Tensor").collect(Collectors.joining());
    String result = "[" + named(outputs(segment), "v") + "]";
    if (last(k)) {
      String source = losses.source().strip();
      result = "[" + source.substring(source.lastIndexOf("return ") + "return ".length()) + "]";
    }
    return GradientScript.signature("segment" + k, losses, values, groups)
        + segment.lines().stream().map(line -> line + "\n").collect(Collectors.joining())
        + "    return "
        + result
        + "\n";
  }

  private static SortedSet<Integer> inputs(Segment segment) {
    SortedSet<Integer> inputs = new TreeSet<>(segment.inputs());
    inputs.addAll(segment.constants());
    return inputs;
  }

  private static List<Integer> outputs(Segment segment) {
    List<Integer> outputs = new ArrayList<>(segment.outputs());
    outputs.addAll(segment.fixed());
    return outputs;
  }

  private static String named(Iterable<Integer> values, String prefix) {
    List<String> names = new ArrayList<>();
    values.forEach(value -> names.add(prefix + value));
    return String.join(", ", names);
  }

  private String call(int k, SortedSet<Integer> differentiated) {
    List<String> arguments = new ArrayList<>(GradientScript.names(losses));
    for (int value : inputs(segments.get(k))) {
      arguments.add((differentiated.contains(value) ? "i" + k + "_" : "v") + value);
    }
    arguments.add(groups.all("p%d", ", "));
    return "(self).segment" + k + "(" + String.join(", ", arguments) + ")";
  }

  private void forward(int k) {
    lines.add("f%d = %s".formatted(k, call(k, new TreeSet<>())));
    List<Integer> outputs = outputs(segments.get(k));
    for (int i = 0; i < outputs.size(); i++) {
      lines.add("v%d = f%d[%d]".formatted(outputs.get(i), k, i));
    }
  }

  private void backward(int k) {
    Segment segment = segments.get(k);
    for (int value : segment.inputs()) {
      lines.add("i%d_%d = torch.requires_grad_(torch.detach(v%d))".formatted(k, value, value));
    }
    lines.add("b%d = %s".formatted(k, call(k, segment.inputs())));
    List<String> by = new ArrayList<>();
    segment.inputs().forEach(value -> by.add("i" + k + "_" + value));
    by.addAll(segment.parameters());
    if (by.isEmpty() || (!last(k) && segment.outputs().isEmpty())) {
      return;
    }
    lines.add(
        "r%d = torch.grad(%s, [%s], %s, None, False, True)"
            .formatted(k, of(k), String.join(", ", by), gradientsOf(k)));
    for (int i = 0; i < by.size(); i++) {
      add(by.get(i).replaceFirst("^i\\d+_", "v"), "(self).known(r%d[%d], %s)", k, i, by.get(i));
    }
  }

  /** What is differentiated: the first loss, or what the segment hands on. */
  private String of(int k) {
    if (last(k)) {
      return "[b" + k + "[0][0]]";
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < segments.get(k).outputs().size(); i++) {
      outputs.add("b" + k + "[" + i + "]");
    }
    return "[" + String.join(", ", outputs) + "]";
  }

  private String gradientsOf(int k) {
    if (last(k)) {
      return "None";
    }
    List<String> gradients = new ArrayList<>();
    segments.get(k).outputs().forEach(value -> gradients.add(gradient("v" + value)));
    return "annotate(List[Optional[Tensor]], [" + String.join(", ", gradients) + "])";
  }

  private void add(String of, String pattern, Object... arguments) {
    String gradient = gradient(of);
    String value = pattern.formatted(arguments);
    lines.add(
        begun.add(of)
            ? gradient + " = " + value
            : "%s = torch.add(%s, %s)".formatted(gradient, gradient, value));
  }

  private static String gradient(String of) {
    return "d_" + of.replace("[", "_").replace("]", "");
  }

  private void collect() {
    lines.add("out = annotate(List[Tensor], [])");
    lines.add("_l = torch.append(out, torch.detach(b%d[0]))".formatted(segments.size() - 1));
    for (int group : groups.trained()) {
      for (int i = 0; i < groups.parameters().group(group).size(); i++) {
        String name = "p" + group + "[" + i + "]";
        String value = begun.contains(name) ? gradient(name) : "torch.zeros_like(" + name + ")";
        lines.add("_%d_%d = torch.append(out, %s)".formatted(group, i, value));
      }
    }
    lines.add("return out");
  }
}
