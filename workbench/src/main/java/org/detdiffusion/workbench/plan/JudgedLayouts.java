package org.detdiffusion.workbench.plan;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.detdiffusion.perception.plan.AnnotatedLayout;

/** Where the planner's judged layouts come from. */
interface JudgedLayouts {

  /** Everything known of the split when called. */
  List<AnnotatedLayout> of(String dataSet, String split);

  /** The splits of every data set that has judged images. */
  SortedMap<String, Set<String>> splits();
}
