package org.detdiffusion.networks.detection.torchvision;

import java.util.List;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.PixelTable;

/** One of torchvision's detectors, with all its settings and without weights. */
public sealed interface DetectionNetwork permits OneStage, FasterRcnn {

  Backbone backbone();

  AnchorGrid anchors();

  /** How many, background among them. */
  int classes();

  /** Of the losses that follow their total. */
  List<String> lossNames();

  /** Sizes of the levels for a batch. */
  default List<PixelTable.Size> levels(ImageBatch batch) {
    return backbone().sizes(batch.height(), batch.width());
  }

  /** All anchors for a batch. */
  default Boxes anchors(ImageBatch batch) {
    return anchors().boxes(batch.height(), batch.width(), levels(batch));
  }
}
