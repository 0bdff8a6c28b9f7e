package org.detdiffusion.perception.metrics;

import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;

/**
 * An object that is there.
 *
 * @param area in pixels as the file states it; decides the size range
 * @param crowd a group: detections inside it count neither for nor against
 */
public record TrueObject(
    long imageId, int categoryId, Box box, Optional<RunLengths> mask, double area, boolean crowd) {}
