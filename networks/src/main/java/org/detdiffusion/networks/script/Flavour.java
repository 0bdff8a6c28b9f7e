package org.detdiffusion.networks.script;

/** How a network is written down. */
public enum Flavour {
  /** In single precision. */
  SINGLE,
  /**
   * Products and convolutions in bfloat16, parameters, norms and results in single precision: layer
   * norms in bfloat16 have gradients that are up to 41 % too small on the CPU (libtorch 2.7.1).
   */
  BFLOAT16,
  /** In single precision, with operations only that PyTorch has had since 1.13. */
  PORTABLE
}
