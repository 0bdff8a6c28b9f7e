package org.detdiffusion.networks.bench;

import java.util.List;

/**
 * A network for a PyTorch of any kind.
 *
 * @param source of a method {@code run} of TorchScript, which takes the inputs and then the list of
 *     all parameters; Python can read it too
 * @param inputs their shapes
 * @param parameters their shapes
 */
public record PortableNetwork(
    String work, String source, List<long[]> inputs, List<long[]> parameters, long flops) {}
