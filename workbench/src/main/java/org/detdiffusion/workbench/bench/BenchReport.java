package org.detdiffusion.workbench.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.detdiffusion.networks.bench.HeldMemory;
import org.detdiffusion.networks.bench.Measured;

/**
 * What was measured, for a person or a program.
 *
 * @param python version of the PyTorch that ran beside, if there was one
 * @param trainingMemory held on the way through a training run, if there was one
 */
record BenchReport(
    String processor,
    Optional<String> python,
    List<HeldMemory> trainingMemory,
    List<BenchStage> stages) {

  private static final String ROW = "  %-32s %-9s %9s %9s %11s %12s %12s%n";

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("CPU time of one thread, the best of several rounds in turn; ").append(processor);
    text.append(python.map(v -> "; PyTorch " + v).orElse("; no Python with torch was found"));
    text.append("\n");
    for (BenchStage stage : stages) {
      text.append("\n").append(stage.name());
      text.append(", memory up to ").append(stage.peakMebibytes()).append(" MiB\n");
      text.append(row("", "", "ms", "GFLOP/s", "of matmul", "of float32's", "of PyTorch's"));
      stage.measured().forEach(measured -> text.append(row(stage, measured)));
    }
    if (!trainingMemory.isEmpty()) {
      text.append("\nTraining the pocket generator, memory after a garbage collection\n");
    }
    for (HeldMemory held : trainingMemory) {
      text.append("  step ").append(held.step()).append(": ");
      text.append(held.mebibytes()).append(" MiB\n");
    }
    return text.toString();
  }

  private static String row(BenchStage stage, Measured measured) {
    return row(
        measured.work(),
        measured.variant(),
        String.format(Locale.ROOT, "%.1f", measured.milliseconds()),
        String.format(Locale.ROOT, "%.0f", measured.gigaFlops()),
        percent(stage.ofProducts(measured)),
        ratio(ofSingle(stage, measured)),
        ratio(stage.ofVariant(measured, PythonVariant.NAME)));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing() + "\n";
  }

  private static OptionalDouble ofSingle(BenchStage stage, Measured measured) {
    boolean ours = !measured.variant().equals(PythonVariant.NAME);
    return ours ? stage.ofVariant(measured, BenchStage.SINGLE) : OptionalDouble.empty();
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share.getAsDouble());
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble());
  }

  String json() {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode().put("processor", processor);
    python.ifPresent(version -> root.put("pytorch", version));
    for (BenchStage stage : stages) {
      ObjectNode node = root.withArray("stages").addObject().put("name", stage.name());
      node.put("peakMebibytes", stage.peakMebibytes());
      for (Measured measured : stage.measured()) {
        describe(node.withArray("measured").addObject(), stage, measured);
      }
    }
    for (HeldMemory held : trainingMemory) {
      ObjectNode node = root.withArray("trainingMemory").addObject();
      node.put("step", held.step()).put("mebibytes", held.mebibytes());
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void describe(ObjectNode node, BenchStage stage, Measured measured) {
    node.put("work", measured.work()).put("variant", measured.variant());
    node.put("cpuMilliseconds", measured.milliseconds());
    node.put("gigaFlopsPerSecond", measured.gigaFlops());
    stage.ofProducts(measured).ifPresent(share -> node.put("speedOfMatmul", share));
    ofSingle(stage, measured).ifPresent(ratio -> node.put("timeOfSingle", ratio));
    stage
        .ofVariant(measured, PythonVariant.NAME)
        .ifPresent(ratio -> node.put("timeOfPyTorch", ratio));
  }
}
