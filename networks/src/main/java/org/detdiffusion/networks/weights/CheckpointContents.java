package org.detdiffusion.networks.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a checkpoint is made of.
 *
 * @param role what the weights are for, as "detector" or "generator"
 * @param config everything needed to build the network again, a JSON object
 * @param step of the training
 * @param metrics free; named numbers
 * @param files name of a file, ending in .safetensors, to its tensors by name
 */
public record CheckpointContents(
    String role,
    JsonNode config,
    long step,
    Map<String, Double> metrics,
    Map<String, Map<String, TensorData>> files) {}
