package org.detdiffusion.workbench.loop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.ReportFiles;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;
import org.detdiffusion.workbench.report.LoopReport;
import org.detdiffusion.workbench.report.LoopResults;
import org.detdiffusion.workbench.report.RoundResults;
import org.detdiffusion.workbench.report.StageSeconds;

/** The reports of a loop: one in a folder for each round, one of all rounds above them. */
final class LoopReporting {
  private static final String JSON_FILE = "report.json";
  private static final String HTML_FILE = "report.html";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoopOptions options;
  private final RealImages data;
  private final RoundFigures figures;
  private final RoundSheets sheets;

  LoopReporting(LoopOptions options, RealImages data, StreamTables tables) {
    this.options = options;
    this.data = data;
    figures = new RoundFigures(data, options, tables);
    sheets = new RoundSheets(data, tables);
  }

  /** The rounds that are over, from round 0 on. */
  List<RoundResults> finishedRounds() throws WorkbenchException {
    List<RoundResults> rounds = new ArrayList<>();
    Path file = file(0);
    while (rounds.size() <= options.rounds() && Files.exists(file)) {
      rounds.add(read(file));
      file = file(rounds.size());
    }
    return rounds;
  }

  /**
   * Measures a round and writes its report; the JSON comes last, since with it the round is over.
   */
  RoundResults write(int round, StageSeconds times) throws WorkbenchException {
    RoundResults results = figures.of(round, times);
    ReportFiles files = files(folder(round));
    PaintedSheet sheet = files.sheet(sheets.of(round));
    files.html(HTML_FILE, LoopReport.page(data.name(), results, sheet));
    files.json(JSON_FILE, results);
    return results;
  }

  /** The report of all rounds so far. */
  Path write(List<RoundResults> rounds, StageSeconds times) throws WorkbenchException {
    Path root = options.run().directory();
    LoopResults results = results(rounds, times);
    files(root).json(JSON_FILE, results);
    files(root).html(HTML_FILE, LoopReport.page(results));
    return root.resolve(HTML_FILE);
  }

  LoopResults results(List<RoundResults> rounds, StageSeconds times) {
    return new LoopResults(
        data.name(),
        options.run().profile().name(),
        options.run().seed(),
        options.run().command(),
        data.classes(),
        data.counts(),
        data.leftOut(),
        settings(),
        List.copyOf(rounds),
        times);
  }

  private Map<String, Object> settings() {
    Profile profile = options.run().profile();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("images asked for in a round", options.images());
    settings.put("spent on", options.focus().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    settings.put("share of objects the gate must find", options.minAgreement());
    settings.put("steps of a detector, each from chance", profile.steps().detector());
    settings.put("steps of a cross-fitting detector", profile.steps().fold());
    settings.put("folds", profile.folds());
    settings.put("steps of the generator", profile.steps().generator());
    settings.put("weight of the P.A. loss", profile.perceptionLossWeight());
    settings.put("synthetic share of a batch", profile.syntheticShare());
    settings.put("sampling steps", profile.pictures().samplingSteps());
    settings.put("guidance", profile.pictures().guidance());
    return settings;
  }

  private ReportFiles files(Path directory) {
    return new ReportFiles(directory, data.classes());
  }

  private Path folder(int round) throws WorkbenchException {
    try {
      return Files.createDirectories(file(round).getParent());
    } catch (IOException e) {
      throw new WorkbenchException("'" + file(round).getParent() + "' can't be made.", e);
    }
  }

  private Path file(int round) {
    return options.run().directory().resolve("round-" + round).resolve(JSON_FILE);
  }

  private static RoundResults read(Path file) throws WorkbenchException {
    try {
      return JSON.readValue(file.toFile(), RoundResults.class);
    } catch (IOException e) {
      throw new WorkbenchException(
          "'"
              + file
              + "' can't be read, and the topics don't tell it again; name another directory.",
          e);
    }
  }
}
