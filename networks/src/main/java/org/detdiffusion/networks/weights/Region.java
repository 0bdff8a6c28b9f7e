package org.detdiffusion.networks.weights;

/**
 * Bytes of a file.
 *
 * @param start first byte
 * @param size number of bytes
 */
record Region(long start, long size) {}
