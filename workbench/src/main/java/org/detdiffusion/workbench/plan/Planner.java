package org.detdiffusion.workbench.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutIds;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.perception.random.Seeds;
import org.detdiffusion.workerkit.Ids;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Transform;

/**
 * Turns an augmentation job into its layout jobs. A layout's seed depends on the job's seed and the
 * layout's place only, so that jobs which differ in strategy alone are made from the same noise.
 */
final class Planner implements Transform {
  /** More than a layout's number adds to the job's id. */
  private static final int NUMBER_CHARACTERS = 12;

  private static final int MOST_NAMES = 10;

  private final JudgedLayouts judged;
  private final Predicate<String> cancelled;

  /**
   * @param cancelled tells of a job's id whether nothing shall be made of it
   */
  Planner(JudgedLayouts judged, Predicate<String> cancelled) {
    this.judged = judged;
    this.cancelled = cancelled;
  }

  @Override
  public List<Outgoing> apply(Incoming record) throws RejectedException {
    AugmentationJob job = read(record);
    if (cancelled.test(job.getId())) {
      check(job);
      return List.of();
    }
    List<Layout> layouts = layouts(job);
    List<Outgoing> planned = new ArrayList<>();
    for (int index = 0; index < layouts.size(); index++) {
      LayoutJob layoutJob = layoutJob(job, index, layouts.get(index));
      planned.add(outgoing(layoutJob));
    }
    return planned;
  }

  private static Outgoing outgoing(LayoutJob job) {
    Map<String, String> headers = Map.of(Ids.JOB_HEADER, job.getJobId());
    return new Outgoing(Topics.LAYOUT_JOBS, job.getId(), Wire.encode(job), headers);
  }

  private static AugmentationJob read(Incoming record) throws RejectedException {
    try {
      return Wire.decode(AugmentationJob.class, record.value());
    } catch (UnreadableMessageException e) {
      throw RejectedException.of(e);
    }
  }

  private static void check(AugmentationJob job) throws RejectedException {
    if (job.getId().isBlank()) {
      throw new RejectedException(PermanentCode.BAD_JOB, "an augmentation job needs an id");
    }
    Ids.check("id", job.getId(), Ids.MOST_CHARACTERS - NUMBER_CHARACTERS);
    Ids.check("dataSet", job.getDataSet());
    Ids.check("split", job.getSplit());
    Ids.check("generator", job.getGenerator());
    try {
      JobPlan.check(job);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(PermanentCode.BAD_JOB, e.getMessage());
    }
  }

  /** What a job asks for, layout by layout. */
  List<Layout> layouts(AugmentationJob job) throws RejectedException {
    check(job);
    List<AnnotatedLayout> known = judged.of(job.getDataSet(), job.getSplit());
    if (known.isEmpty()) {
      throw new RejectedException(PermanentCode.NO_ATTRIBUTES, unknown(job));
    }
    try {
      return JobPlan.layouts(job, known);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(PermanentCode.NO_LAYOUTS, e.getMessage());
    }
  }

  private String unknown(AugmentationJob job) {
    String names =
        judged.splits().entrySet().stream()
            .limit(MOST_NAMES)
            .map(set -> "'%s' (%s)".formatted(set.getKey(), String.join(", ", set.getValue())))
            .collect(Collectors.joining(", "));
    return "there are no attribute records of data set '%s', split '%s', but of %s; import it and train a detector that labels it first"
        .formatted(job.getDataSet(), job.getSplit(), names.isEmpty() ? "none at all" : names);
  }

  private static LayoutJob layoutJob(AugmentationJob job, int index, Layout layout) {
    return LayoutJob.newBuilder()
        .setId(LayoutIds.of(job.getId(), index))
        .setJobId(job.getId())
        .setGenerator(job.getGenerator())
        .setGeneratorSha256(job.getGeneratorSha256())
        .setLayout(Messages.toMessage(layout))
        .setSeed(Seeds.mix(job.getSeed(), index))
        .setSampling(job.getSampling())
        .build();
  }
}
