package org.detdiffusion.networks.detection.boxes;

import org.detdiffusion.networks.script.Tensor;

/** Losses of each element by itself; whoever uses them sums or averages. */
public final class ElementLosses {

  private ElementLosses() {}

  /** Cross entropy of a probability given as a logit; targets are 0..1. */
  public static Tensor binaryCrossEntropy(Tensor logits, Tensor targets) {
    String entropy = "torch.binary_cross_entropy_with_logits(%s, %s, None, None, 0)";
    return logits.apply(logits.shape(), entropy, logits, targets);
  }

  /**
   * Sigmoid focal loss (Lin et al. 2017): cross entropy times (1 - p)^gamma, where p is the
   * probability of what is right.
   *
   * @param targets 0 or 1
   * @param alpha weight of the positives, and 1 - alpha of the others; negative for no weights
   */
  public static Tensor focal(Tensor logits, Tensor targets, double alpha, double gamma) {
    Tensor scores = logits.sigmoid();
    Tensor both = scores.times(targets);
    Tensor wrong = scores.plus(targets).minus(both.times(2));
    String power = "torch.pow(%s, " + gamma + ")";
    Tensor loss =
        binaryCrossEntropy(logits, targets).times(wrong.apply(wrong.shape(), power, wrong));
    return alpha < 0 ? loss : loss.times(targets.times(2 * alpha - 1).plus(1 - alpha));
  }

  /** Half the square below {@code beta}, over beta; beyond it the distance less beta / 2. */
  public static Tensor smoothL1(Tensor predicted, Tensor expected, double beta) {
    String call = "torch.smooth_l1_loss(%s, %s, 0, " + beta + ")";
    return predicted.apply(predicted.shape(), call, predicted, expected);
  }
}
