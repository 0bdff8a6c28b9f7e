package org.detdiffusion.workbench.demo;

import java.util.List;
import java.util.function.Function;
import org.detdiffusion.workerkit.Outgoing;

/**
 * A part of the demo: messages to publish, then goals to wait for.
 *
 * @param messages as the tables stand when the stage begins, keyed by id; those already on their
 *     topic are not published again
 */
record Stage(String title, Function<DemoTables, List<Outgoing>> messages, List<Goal> goals) {

  Stage {
    goals = List.copyOf(goals);
  }

  Stage(String title, List<Outgoing> messages, List<Goal> goals) {
    this(title, tables -> messages, goals);
  }

  boolean isReached(DemoTables tables) {
    return goals.stream().allMatch(goal -> goal.done(tables) >= 1);
  }

  double work() {
    return goals.stream().mapToDouble(Goal::work).sum();
  }

  double workDone(DemoTables tables) {
    return goals.stream().mapToDouble(goal -> goal.done(tables) * goal.work()).sum();
  }
}
