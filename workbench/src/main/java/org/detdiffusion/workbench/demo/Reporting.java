package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.LossCurves;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.ReportFiles;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Curve;
import org.detdiffusion.workbench.report.HtmlReport;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;
import org.detdiffusion.workbench.report.Results;
import org.detdiffusion.workbench.report.Sheet;
import org.detdiffusion.workbench.report.StageSeconds;

/** Gathers what a demo has found and writes it into its directory. */
final class Reporting {
  private final ExperimentOptions options;
  private final RealImages data;
  private final DemoPlan plan;
  private final StreamTables tables;
  private final ReportFiles files;

  Reporting(ExperimentOptions options, RealImages data, DemoPlan plan, StreamTables tables) {
    this.options = options;
    this.data = data;
    this.plan = plan;
    this.tables = tables;
    this.files = new ReportFiles(options.directory(), data.classes());
  }

  /** All numbers of the report. */
  Results results(Scoring scoring, StageSeconds times) throws WorkbenchException {
    return new Results(
        data.name(),
        options.profile().name(),
        options.seed(),
        options.command(),
        data.classes(),
        data.counts(),
        data.leftOut(),
        !plan.judgeSplits().contains(Splits.TRAIN),
        settings(),
        scoring.training(),
        scoring.scores(),
        scoring.hardShares(),
        new NoveltyScore(data, plan, tables).measure(),
        curves(),
        times);
  }

  /** report.json, report.html and one PNG a sheet. */
  void write(Results results) throws WorkbenchException {
    List<PaintedSheet> painted = new ArrayList<>();
    for (Sheet sheet : new DemoSheets(data, plan, tables).all()) {
      painted.add(files.sheet(sheet));
    }
    files.json("report.json", results);
    files.html("report.html", HtmlReport.of(results, painted));
  }

  void write(Sheet sheet) throws WorkbenchException {
    PaintedSheet unused = files.sheet(sheet);
  }

  private Map<String, Object> settings() {
    Profile profile = options.profile();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("judge trained on", String.join(" + ", plan.judgeSplits()));
    settings.put("steps of a detector", profile.steps().detector());
    settings.put("steps of the judge", profile.steps().judge());
    settings.put("steps of a cross-fitting detector", profile.steps().fold());
    settings.put("steps of the generator", profile.steps().generator());
    settings.put("weight of the P.A. loss", profile.perceptionLossWeight());
    settings.put("synthetic images of a row", profile.pictures().synthetic());
    settings.put("synthetic share of a batch", profile.syntheticShare());
    settings.put("pasted share of a batch", profile.pasteShare());
    settings.put("sampling steps", profile.pictures().samplingSteps());
    settings.put("guidance", profile.pictures().guidance());
    return settings;
  }

  /** Every generator, and each row's detector of the first seed. */
  private List<Curve> curves() {
    Set<String> first = new HashSet<>();
    plan.conditions().forEach(condition -> first.add(DemoPlan.runId(condition, 0)));
    List<TrainingJob> runs = new ArrayList<>(plan.generators());
    Stream.concat(plan.tableRuns(false).stream(), plan.tableRuns(true).stream())
        .filter(job -> first.contains(job.getId()))
        .forEach(runs::add);
    return LossCurves.of(runs, tables);
  }
}
