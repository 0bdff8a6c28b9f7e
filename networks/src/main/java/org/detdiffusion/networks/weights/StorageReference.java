package org.detdiffusion.networks.weights;

/**
 * A block of numbers that tensors of a state dict are cut from.
 *
 * @param key its name in the file
 * @param elements how many numbers
 */
record StorageReference(TensorType type, String key, long elements) {}
