package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.nn.Layers.conv2d;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/** Shared convolutions over all levels of a pyramid. */
final class DenseHead {

  private DenseHead() {}

  /** The same tower on every level. */
  static List<Tensor> towers(List<Tensor> levels, UnaryOperator<Tensor> tower) {
    return levels.stream().map(tower).toList();
  }

  /**
   * A last convolution on every level.
   *
   * @param perPlace answers at each place
   * @param width numbers of an answer
   * @return {@code [N, answers, width]}
   */
  static Tensor answers(Scope p, List<Tensor> towers, int kernel, int perPlace, int width) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor tower : towers) {
      parts.add(flat(conv2d(p, tower, (long) perPlace * width, kernel, 1), width));
    }
    return Tensor.cat(1, parts.toArray(new Tensor[0]));
  }

  /** {@code [N, A * width, H, W]} to {@code [N, H * W * A, width]}. */
  static Tensor flat(Tensor map, int width) {
    long answers = map.size(1) / width * map.size(2) * map.size(3);
    String call =
        "torch.reshape(torch.permute(%s, [0, 2, 3, 1]), [torch.size(%s, 0), -1, " + width + "])";
    return map.apply(new long[] {map.size(0), answers, width}, call, map, map);
  }

  /** Rows of {@code [N, answers, width]}, counted over the whole batch. */
  static Tensor rows(Tensor answers, Tensor index) {
    long[] shape = {index.size(0), answers.size(2)};
    String call = "torch.index_select(torch.flatten(%s, 0, 1), 0, %s)";
    return answers.apply(shape, call, answers, index);
  }

  /**
   * Class indices {@code [M]} as {@code [M, classes]}: 1 at the class, all 0 for {@code classes}.
   */
  static Tensor oneHot(Tensor labels, int classes) {
    String call =
        "torch.to(torch.eq(torch.unsqueeze(%s, -1), torch.arange("
            + classes
            + ", device=%s.device)), 6)";
    return labels.apply(new long[] {labels.size(0), classes}, call, labels, labels);
  }
}
