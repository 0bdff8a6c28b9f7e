package org.detdiffusion.workbench.report;

/** Which part (0..1) of the training objects a detector calls hard. */
public record HardShare(String label, double share, int objects) {}
