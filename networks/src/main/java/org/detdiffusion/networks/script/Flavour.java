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
  PORTABLE;

  static final Setting SETTING =
      new Setting("detdiffusion.precision", "DETDIFFUSION_PRECISION", "single");

  /**
   * How generators are trained and sampled, by configuration: the system property {@code
   * detdiffusion.precision} or the variable {@code DETDIFFUSION_PRECISION} is {@code single} (the
   * default) or {@code bfloat16}.
   *
   * @throws IllegalArgumentException in one sentence for anything else
   */
  public static Flavour configured() {
    return ofPrecision(SETTING.value());
  }

  static Flavour ofPrecision(String precision) {
    return switch (precision) {
      case "single" -> SINGLE;
      case "bfloat16" -> BFLOAT16;
      default -> throw SETTING.refused(precision, "single or bfloat16 can be chosen");
    };
  }
}
