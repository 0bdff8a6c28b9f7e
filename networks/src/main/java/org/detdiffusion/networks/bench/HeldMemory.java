package org.detdiffusion.networks.bench;

/**
 * Memory held after so many steps.
 *
 * @param mebibytes of this process's resident set after a garbage collection; 0 where the system
 *     does not say
 */
public record HeldMemory(int step, long mebibytes) {}
