package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;

/** The report as a terminal shows it. */
public final class TextReport {
  private TextReport() {}

  public static String of(Results results) {
    StringBuilder text = new StringBuilder();
    text.append(title(results)).append("\n\n");
    text.append("Detector trained on, test AP in percent\n");
    text.append(table(Tables.TRAINING_HEAD, Tables.training(results)));
    text.append("\nYOLO score: a judge trained on real images looks at made ones\n");
    text.append(table(Tables.SCORE_HEAD, Tables.scores(results)));
    text.append("\nHard objects, by who judges them\n");
    text.append(table(Tables.SHARE_HEAD, Tables.hardShares(results)));
    text.append("\nMemory or invention?\n");
    text.append(table(Tables.NOVELTY_HEAD, Tables.novelty(results.novelty())));
    text.append("\n").append(Tables.noveltyNote(results.novelty())).append("\n\n");
    Findings.of(results).forEach(finding -> text.append("* ").append(finding).append("\n"));
    text.append("\n").append(Caveats.TEXT).append("\n");
    return text.toString();
  }

  private static String title(Results results) {
    return results.data() + ", profile " + results.profile() + ", seed " + results.seed();
  }

  static String table(List<String> head, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(head));
    all.addAll(rows);
    StringBuilder table = new StringBuilder();
    for (List<String> row : all) {
      table.append(" ");
      for (int column = 0; column < row.size(); column++) {
        table.append(" ").append(padded(row.get(column), width(all, column), column == 0));
      }
      table.append("\n");
    }
    return table.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0) + 1;
  }

  private static String padded(String cell, int width, boolean left) {
    String padding = " ".repeat(width - cell.length());
    return left ? cell + padding : padding + cell;
  }
}
