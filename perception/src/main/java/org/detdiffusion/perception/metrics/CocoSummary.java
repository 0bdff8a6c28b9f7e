package org.detdiffusion.perception.metrics;

/**
 * COCO's twelve numbers, each 0..1, or -1 where no true object counts. AP and AR without a number
 * are means over IoU 0.50 to 0.95; AR1, AR10 and AR100 allow so many detections an image.
 */
public record CocoSummary(
    double ap,
    double ap50,
    double ap75,
    double apSmall,
    double apMedium,
    double apLarge,
    double ar1,
    double ar10,
    double ar100,
    double arSmall,
    double arMedium,
    double arLarge) {

  /** All of them in pycocotools' order. */
  public double[] stats() {
    return new double[] {
      ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge
    };
  }
}
