package org.detdiffusion.perception.geometry;

import java.util.Arrays;

/**
 * COCO's text form of run lengths: from the fourth on the difference to the one two before, in
 * groups of five bits, least first, each plus 48.
 */
final class CompressedCounts {
  private static final int LONGEST_NUMBER = 7;

  private CompressedCounts() {}

  static String encode(int[] counts) {
    StringBuilder text = new StringBuilder(2 * counts.length);
    for (int i = 0; i < counts.length; i++) {
      append(text, i > 2 ? counts[i] - counts[i - 2] : counts[i]);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int number) {
    int rest = number;
    boolean more = true;
    while (more) {
      int group = rest & 0x1f;
      rest >>= 5;
      more = (group & 0x10) != 0 ? rest != -1 : rest != 0;
      text.append((char) ((more ? group | 0x20 : group) + 48));
    }
  }

  static int[] decode(String text) {
    int[] counts = new int[text.length()];
    int runs = 0;
    int position = 0;
    while (position < text.length()) {
      int end = endOfNumber(text, position);
      long number = number(text, position, end) + (runs > 2 ? counts[runs - 2] : 0);
      if (number < 0 || number > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("compressed mask has a run of " + number + " pixels");
      }
      counts[runs++] = (int) number;
      position = end;
    }
    return Arrays.copyOf(counts, runs);
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && (group(text, end) & 0x20) != 0) {
      end++;
    }
    if (end == text.length() || end - start >= LONGEST_NUMBER) {
      throw new IllegalArgumentException("compressed mask breaks off or has an endless number");
    }
    return end + 1;
  }

  private static long number(String text, int start, int end) {
    long number = 0;
    for (int i = start; i < end; i++) {
      number |= (long) (group(text, i) & 0x1f) << (5 * (i - start));
    }
    boolean negative = (group(text, end - 1) & 0x10) != 0;
    return negative ? number | (-1L << (5 * (end - start))) : number;
  }

  private static int group(String text, int position) {
    int group = text.charAt(position) - 48;
    if (group < 0 || group > 63) {
      throw new IllegalArgumentException(
          "compressed mask has a character outside '0' to 'o' at position " + position);
    }
    return group;
  }
}
