package org.detdiffusion.workbench.label;

import java.nio.file.Path;
import java.util.Optional;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.data.formats.DataFormat;

/**
 * What to label.
 *
 * @param detector a directory with a detector; empty to use detections that were kept
 * @param source a directory, or one JSON file of COCO
 * @param detections the COCO result file that is written, or used
 * @param out the COCO annotation file that is written
 */
public record LabelRequest(
    Optional<Path> detector,
    DataFormat format,
    Path source,
    AttributeRule rule,
    Path detections,
    Path out) {}
