package org.detdiffusion.workbench.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Curve;
import org.detdiffusion.workbench.report.HtmlReport;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;
import org.detdiffusion.workbench.report.Palette;
import org.detdiffusion.workbench.report.Results;
import org.detdiffusion.workbench.report.Sheet;
import org.detdiffusion.workbench.report.SheetPainter;
import org.detdiffusion.workbench.report.StageSeconds;

/** Gathers what a demo has found and writes it into its directory. */
final class Reporting {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final DemoOptions options;
  private final DemoData data;
  private final DemoPlan plan;
  private final DemoTables tables;

  Reporting(DemoOptions options, DemoData data, DemoPlan plan, DemoTables tables) {
    this.options = options;
    this.data = data;
    this.plan = plan;
    this.tables = tables;
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
      painted.add(write(sheet));
    }
    Path root = options.directory();
    RunDirectory.write(root.resolve("report.json"), json(results));
    byte[] html = HtmlReport.of(results, painted).getBytes(StandardCharsets.UTF_8);
    RunDirectory.write(root.resolve("report.html"), html);
  }

  /** The PNG file of a sheet. */
  PaintedSheet write(Sheet sheet) throws WorkbenchException {
    byte[] png = png(sheet);
    RunDirectory.write(options.directory().resolve(sheet.file()), png);
    return new PaintedSheet(sheet, png);
  }

  private byte[] png(Sheet sheet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new SheetPainter(new Palette(data.classes())).paint(sheet), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] json(Results results) {
    try {
      return JSON.writeValueAsBytes(results);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> settings() {
    DemoProfile profile = options.profile();
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
