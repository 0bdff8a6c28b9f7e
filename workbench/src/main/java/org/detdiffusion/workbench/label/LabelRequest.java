package org.detdiffusion.workbench.label;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.data.formats.DataFormat;

/**
 * What to label.
 *
 * @param detectors directories with a detector each; of several, the first judges the images of the
 *     first {@linkplain org.detdiffusion.perception.attribute.Folds fold} and so on; empty to use
 *     detections that were kept
 * @param source a directory, or one JSON file of COCO
 * @param split the one whose images are labelled and written; all when empty
 * @param detections the COCO result file that is written, or used
 * @param out the COCO annotation file that is written
 */
public record LabelRequest(
    List<Path> detectors,
    DataFormat format,
    Path source,
    Optional<String> split,
    AttributeRule rule,
    Path detections,
    Path out) {}
