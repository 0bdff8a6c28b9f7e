package org.detdiffusion.networks.weights;

/** IEEE 754 binary16; Java has this from 20 on only. */
final class HalfFloat {

  private HalfFloat() {}

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    return switch (exponent) {
      case 0 -> Math.copySign(fraction * 0x1p-24f, sign < 0 ? -1f : 1f);
      case 31 -> Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
      default -> Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    };
  }
}
