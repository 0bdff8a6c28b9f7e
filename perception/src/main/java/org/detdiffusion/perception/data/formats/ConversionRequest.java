package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;

/**
 * What to convert.
 *
 * @param source a directory, or one JSON file of COCO
 * @param target a directory that is not there yet, or is empty
 * @param dryRun whether to do everything but the writing
 */
public record ConversionRequest(
    DataFormat from,
    Path source,
    DataFormat to,
    Path target,
    ImagePlacement images,
    boolean dryRun) {}
