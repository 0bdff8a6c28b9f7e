package org.detdiffusion.workbench.demo;

import java.util.List;
import org.detdiffusion.workerkit.Outgoing;

/**
 * A part of the demo: messages to publish, then goals to wait for.
 *
 * @param messages keyed by id; those already on their topic are not published again
 */
record Stage(String title, List<Outgoing> messages, List<Goal> goals) {

  Stage {
    messages = List.copyOf(messages);
    goals = List.copyOf(goals);
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
