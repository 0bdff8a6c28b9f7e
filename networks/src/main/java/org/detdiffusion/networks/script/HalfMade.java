package org.detdiffusion.networks.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The parts of something that is being made. They are closed, the last first, if it is left before
 * it is whole: native memory is not the garbage collector's.
 */
public final class HalfMade implements AutoCloseable {

  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** The part itself. */
  public <T> T with(T part, Consumer<? super T> closing) {
    closings.push(() -> closing.accept(part));
    return part;
  }

  /** From now on the parts are closed by what they are parts of. */
  public void whole() {
    closings.clear();
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
