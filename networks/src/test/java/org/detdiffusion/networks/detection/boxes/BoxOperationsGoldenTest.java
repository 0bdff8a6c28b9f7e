package org.detdiffusion.networks.detection.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worstRelative;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** Codes, matching, suppression and clipping against torchvision 0.14.1. */
class BoxOperationsGoldenTest {

  private static final double TOLERANCE = 1e-6;

  private final SafeTensors golden = Golden.tensors("ops/ops.safetensors");

  BoxOperationsGoldenTest() throws IOException {}

  @Test
  void codesLeadFromProposalsToBoxesAndBack() throws IOException {
    for (MatchResult set : named("boxcoder\\.(\\w+)\\.encoded")) {
      String name = "boxcoder." + set.group(1) + ".";
      BoxCoder coder = set.group(1).equals("frcnn") ? new BoxCoder(10, 5) : BoxCoder.PLAIN;
      Boxes proposals = boxes(name + "proposals");
      double[] encoded = coder.encode(boxes(name + "reference"), proposals);
      float[] deltas = golden.floats(name + "deltas");
      double[] decoded = new double[deltas.length];
      for (int i = 0; i < proposals.size(); i++) {
        coder.decode(proposals, i, deltas, 4 * i, decoded, 4 * i);
      }
      assertWithin(
          name + "encoded", worstRelative(encoded, golden.floats(name + "encoded")), TOLERANCE);
      assertWithin(
          name + "decoded", worstRelative(decoded, golden.floats(name + "decoded")), TOLERANCE);
    }
  }

  @Test
  void linearCodesLeadFromCentresToSidesAndBack() throws IOException {
    Boxes references = boxes("boxcoder.frcnn.reference");
    Boxes proposals = boxes("boxcoder.frcnn.proposals");
    for (MatchResult set : named("boxlinear\\.norm(\\d)\\.encoded")) {
      String name = "boxlinear.norm" + set.group(1) + ".";
      LinearBoxCoder coder = new LinearBoxCoder(set.group(1).equals("1"));
      float[] deltas = golden.floats(name + "deltas");
      double[] decoded = new double[deltas.length];
      for (int i = 0; i < proposals.size(); i++) {
        coder.decode(proposals, i, deltas, 4 * i, decoded, 4 * i);
      }
      double[] encoded = coder.encode(references, proposals);
      assertWithin(
          name + "encoded", worstRelative(encoded, golden.floats(name + "encoded")), TOLERANCE);
      assertWithin(
          name + "decoded", worstRelative(decoded, golden.floats(name + "decoded")), TOLERANCE);
    }
  }

  @Test
  void candidatesMatchTheBoxesThatTorchvisionGivesThem() throws IOException {
    long[] shape = golden.shape("matcher.iou");
    double[][] overlaps = new double[(int) shape[0]][(int) shape[1]];
    float[] flat = golden.floats("matcher.iou");
    for (int i = 0; i < flat.length; i++) {
      overlaps[i / (int) shape[1]][i % (int) shape[1]] = flat[i];
    }
    for (MatchResult set : named("matcher\\.hi([\\d.]+)_lo([\\d.]+)_lowq(\\d)")) {
      double high = Double.parseDouble(set.group(1));
      double low = Double.parseDouble(set.group(2));
      BoxMatcher matcher = new BoxMatcher(high, low, set.group(3).equals("1"));
      assertThat(matcher.match(overlaps, (int) shape[1])).isEqualTo(ints(set.group()));
    }
  }

  @Test
  void suppressionKeepsTheBoxesThatTorchvisionKeeps() throws IOException {
    for (MatchResult set : named("(nms|batched_nms|nms_exact)\\.keep_iou([\\d.]+)")) {
      String name = set.group(1).replace("batched_", "");
      Boxes boxes = boxes(name + ".boxes");
      double[] scores = doubles(golden.floats(name + ".scores"));
      int[] groups =
          set.group(1).startsWith("batched") ? ints("nms.labels") : new int[boxes.size()];
      Suppression suppression = new Suppression(Double.parseDouble(set.group(2)));
      int[] kept = suppression.keep(boxes, scores, groups, Integer.MAX_VALUE);
      assertThat(kept).as(set.group()).isEqualTo(ints(set.group()));
      assertThat(suppression.keep(boxes, scores, groups, 3))
          .isEqualTo(IntStream.of(kept).limit(3).toArray());
    }
  }

  @Test
  void boxesAreClippedToTheImage() throws IOException {
    for (MatchResult set : named("clip\\.out_(\\d+)x(\\d+)")) {
      int height = Integer.parseInt(set.group(1));
      int width = Integer.parseInt(set.group(2));
      float[] clipped = boxes("clip.boxes").clip(height, width).toFloats();
      assertThat(clipped).isEqualTo(golden.floats(set.group()));
    }
  }

  private List<MatchResult> named(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    List<MatchResult> names =
        golden.names().stream()
            .map(compiled::matcher)
            .filter(Matcher::matches)
            .map(Matcher::toMatchResult)
            .toList();
    assertThat(names).as(pattern).isNotEmpty();
    return names;
  }

  private Boxes boxes(String name) throws IOException {
    return Boxes.of(golden.floats(name));
  }

  private int[] ints(String name) throws IOException {
    return LongStream.of(golden.longs(name)).mapToInt(Math::toIntExact).toArray();
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
