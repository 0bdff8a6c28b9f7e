package org.detdiffusion.workbench.experiment;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells how far an experiment is and how long it will take, from what was measured in this process:
 * one line that is written over on a terminal, a line every now and then elsewhere.
 */
public final class Progress {
  private static final double MEASURABLE_SECONDS = 5;
  private static final long TERMINAL_NANOS = 500_000_000L;
  private static final long PLAIN_NANOS = 15_000_000_000L;
  private static final int WIDTH = 78;

  private final List<Stage> stages;
  private final StreamTables tables;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final double total;
  private final double doneAtStart;
  private final long start;
  private long lastShown;
  private String lastStage = "";

  public Progress(
      List<Stage> stages,
      StreamTables tables,
      PrintStream out,
      boolean terminal,
      LongSupplier nanoTime) {
    this.stages = stages;
    this.tables = tables;
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.total = stages.stream().mapToDouble(Stage::work).sum();
    this.doneAtStart = done();
    this.start = nanoTime.getAsLong();
  }

  /** Shows the state when it is time to. */
  void offer(Stage stage) {
    long now = nanoTime.getAsLong();
    boolean fresh = !stage.title().equals(lastStage);
    if (fresh || now - lastShown >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      lastShown = now;
      lastStage = stage.title();
      show(line(stage, now));
    }
  }

  /** A line that stays. */
  public void say(String text) {
    out.println(terminal ? "\r" + padded(text) : text);
    out.flush();
  }

  private void show(String line) {
    if (terminal) {
      out.print("\r" + padded(line));
    } else {
      out.println(line);
    }
    out.flush();
  }

  String line(Stage stage, long now) {
    double done = done();
    double seconds = (now - start) / 1e9;
    double share = stage.work() > 0 ? stage.workDone(tables) / stage.work() : 1;
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %s: %.0f %%  %s",
        100 * done / total,
        stage.title(),
        100 * share,
        left(done, seconds));
  }

  private String left(double done, double seconds) {
    double gained = done - doneAtStart;
    if (seconds < MEASURABLE_SECONDS || gained <= 0) {
      return "";
    }
    long left = Math.round((total - done) * seconds / gained);
    return left < 60 ? left + " s left" : "about " + (left + 30) / 60 + " min left";
  }

  private double done() {
    return stages.stream().mapToDouble(stage -> stage.workDone(tables)).sum();
  }

  private static String padded(String text) {
    return text.length() >= WIDTH ? text : text + " ".repeat(WIDTH - text.length());
  }
}
