package org.detdiffusion.perception.attribute;

import org.detdiffusion.perception.annotation.Attribute;

/**
 * What the detector makes of one object.
 *
 * @param iou the best overlap with a prediction that counts; 0 without any
 * @param score that prediction's score; 0 without any
 */
public record Verdict(Attribute attribute, double score, double iou) {}
