package org.detdiffusion.workbench.bench.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one subject, round by round. */
final class Figures {
  private final String subject;
  private final String unit;
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  Figures(String subject, String unit) {
    this.subject = subject;
    this.unit = unit;
  }

  void add(Map<String, Double> round) {
    round.forEach(
        (name, value) -> rounds.computeIfAbsent(name, fresh -> new ArrayList<>()).add(value));
  }

  /** One of the names that the subject's rounds have. */
  Figure get(String name) {
    return new Figure(subject, name, unit, List.copyOf(rounds.get(name)));
  }

  List<Figure> all() {
    return rounds.keySet().stream().map(this::get).toList();
  }
}
