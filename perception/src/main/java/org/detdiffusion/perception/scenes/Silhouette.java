package org.detdiffusion.perception.scenes;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** What is not background: pixels brighter than a threshold, and every hole between them. */
final class Silhouette {
  private Silhouette() {}

  static BitSet filled(byte[] pixels, int side, int threshold) {
    BitSet background = new BitSet(side * side);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < side; i++) {
      open.add(i);
      open.add((side - 1) * side + i);
      open.add(i * side);
      open.add(i * side + side - 1);
    }
    while (!open.isEmpty()) {
      int at = open.pop();
      if ((pixels[at] & 0xff) <= threshold && !background.get(at)) {
        background.set(at);
        addNeighbours(open, at, side);
      }
    }
    background.flip(0, side * side);
    return background;
  }

  private static void addNeighbours(Deque<Integer> open, int at, int side) {
    if (at % side > 0) {
      open.push(at - 1);
    }
    if (at % side < side - 1) {
      open.push(at + 1);
    }
    if (at >= side) {
      open.push(at - side);
    }
    if (at < side * (side - 1)) {
      open.push(at + side);
    }
  }
}
