package org.detdiffusion.workbench.bench.stream;

import java.util.List;
import java.util.Map;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Something to measure in several ways, one after the other in each round. */
interface Subject {
  String title();

  /** Of its figures. */
  String unit();

  /** Figures by name, the same names every time, in the order in which they are to be shown. */
  Map<String, Double> round() throws InterruptedException, WorkbenchException;

  List<Promise> promises(Figures figures);
}
