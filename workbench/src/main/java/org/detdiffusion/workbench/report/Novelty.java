package org.detdiffusion.workbench.report;

/**
 * Is a generated image memory or invention? Distances are root mean squares of blurred pixel
 * differences (0..255).
 *
 * @param generatedToTraining median distance of generated images to their nearest training image
 * @param testToTraining the same for real test images, which no generator has seen
 * @param copies generated images nearer to a training image than any real test image is
 */
public record Novelty(double generatedToTraining, double testToTraining, int copies, int images) {}
