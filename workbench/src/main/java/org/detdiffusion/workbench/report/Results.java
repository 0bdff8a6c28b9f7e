package org.detdiffusion.workbench.report;

import java.util.List;
import java.util.Map;

/**
 * All that a demo has measured.
 *
 * @param images number of real images by split
 * @param leftOut what the source holds and the demo does not use, counted by reason
 * @param judgeApart whether the judge learned from images alone that no generator learned from
 * @param settings the profile's numbers, so that the file tells how it came about
 */
public record Results(
    String data,
    String profile,
    long seed,
    String command,
    List<String> classes,
    Map<String, Integer> images,
    Map<String, Integer> leftOut,
    boolean judgeApart,
    Map<String, Object> settings,
    List<TrainingRow> training,
    List<ScoreRow> scores,
    List<HardShare> hardShares,
    Novelty novelty,
    List<Curve> curves,
    StageSeconds times)
    implements RunResults {}
