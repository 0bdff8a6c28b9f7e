package org.detdiffusion.workerkit;

import java.util.List;

/** A part of a process that runs loops, so that the process can look after all of them. */
public interface LoopOwner {
  /** Those at work now; none before the start or when the part is switched off. */
  List<Loop> loops();
}
