package org.detdiffusion.workbench.report;

/**
 * YOLO score: AP of the judge, a detector trained on real images, on images made from test layouts,
 * against those layouts (LayoutGAN++'s and GeoDiffusion's measure of fidelity).
 */
public record ScoreRow(String id, String label, int images, Precision precision) {}
