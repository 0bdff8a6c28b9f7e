package org.detdiffusion.workbench.report;

import java.util.List;
import java.util.Map;

/** How a run came about: what the results of every kind of run tell beside what they measured. */
sealed interface RunResults permits Results, LoopResults {
  String command();

  long seed();

  List<String> classes();

  Map<String, Integer> images();

  Map<String, Integer> leftOut();

  Map<String, Object> settings();

  StageSeconds times();
}
