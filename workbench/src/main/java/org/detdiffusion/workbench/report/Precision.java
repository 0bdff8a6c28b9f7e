package org.detdiffusion.workbench.report;

/** Average precision in percent: over IoU .50:.95, at .50 and at .75 (COCO). */
public record Precision(double ap, double ap50, double ap75) {}
