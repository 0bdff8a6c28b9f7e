package org.detdiffusion.workbench.scaling;

/**
 * Layout jobs that come all at once.
 *
 * @param second after the beginning
 */
record Burst(int second, int jobs) {}
