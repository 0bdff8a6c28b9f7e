package org.detdiffusion.workerkit;

/** Work that goes on until it is closed. Started once; safe to close twice and before the start. */
public interface Loop extends AutoCloseable {
  /** The name in logs, metrics and health. */
  String name();

  /** Begins on threads of its own; returns at once. */
  void start();

  LoopState state();

  /** Takes nothing new, finishes or gives back what it holds, at most for the grace period. */
  @Override
  void close();
}
