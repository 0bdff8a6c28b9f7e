package org.detdiffusion.workbench.experiment;

import java.util.List;
import java.util.function.Function;
import org.detdiffusion.workerkit.Outgoing;

/**
 * A part of an experiment: messages to publish, then goals to wait for.
 *
 * @param messages as the tables stand when the stage begins, keyed by id; those already on their
 *     topic are not published again
 */
public record Stage(
    String title, Function<StreamTables, List<Outgoing>> messages, List<Goal> goals) {

  public Stage {
    goals = List.copyOf(goals);
  }

  public Stage(String title, List<Outgoing> messages, List<Goal> goals) {
    this(title, tables -> messages, goals);
  }

  public boolean isReached(StreamTables tables) {
    return goals.stream().allMatch(goal -> goal.done(tables) >= 1);
  }

  public double work() {
    return goals.stream().mapToDouble(Goal::work).sum();
  }

  public double workDone(StreamTables tables) {
    return goals.stream().mapToDouble(goal -> goal.done(tables) * goal.work()).sum();
  }
}
