package org.detdiffusion.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.RejectedException;
import org.jboss.logging.Logger;

/** Makes the images of a batch of layout jobs: those of one generator and sampling together. */
final class ImageGeneration implements JobHandler {
  private static final Logger LOG = Logger.getLogger(ImageGeneration.class);

  private final AnnouncedGenerators announced;
  private final LoadedGenerators loaded;
  private final GeneratorMetrics metrics;
  private final MadeJobs made = new MadeJobs();

  ImageGeneration(
      AnnouncedGenerators announced, LoadedGenerators loaded, GeneratorMetrics metrics) {
    this.announced = announced;
    this.loaded = loaded;
    this.metrics = metrics;
  }

  @Override
  public List<JobOutcome> handle(List<Incoming> batch) {
    JobOutcome[] outcomes = new JobOutcome[batch.size()];
    Map<CheckedJob.Kind, List<CheckedJob>> kinds = new LinkedHashMap<>();
    made.begin();
    for (int i = 0; i < outcomes.length; i++) {
      try {
        CheckedJob checked = check(i, batch.get(i));
        if (made.has(batch.get(i), checked.maker().sha256())) {
          metrics.repeated();
          outcomes[i] = new JobOutcome.Done(List.of());
        } else {
          kinds.computeIfAbsent(checked.kind(), kind -> new ArrayList<>()).add(checked);
        }
      } catch (RejectedException rejected) {
        outcomes[i] = new JobOutcome.Rejected(rejected.code(), rejected.getMessage());
      } catch (IOException unusable) {
        outcomes[i] = new JobOutcome.Retry("GENERATOR_UNUSABLE", unusable.getMessage());
      } catch (RuntimeException failed) {
        LOG.warnf(failed, "a layout job could not be checked");
        outcomes[i] = new JobOutcome.Retry("NOT_CHECKED", "the check failed: " + failed);
      }
    }
    kinds.values().forEach(jobs -> makeOrGiveBack(jobs, outcomes));
    loaded.dropOldest();
    return Arrays.asList(outcomes);
  }

  @Override
  public void written(List<Incoming> jobs) {
    made.written(jobs);
  }

  private CheckedJob check(int index, Incoming record) throws RejectedException, IOException {
    LayoutJob job = decode(record);
    ImageMaker maker = loaded.get(announced.location(job));
    LayoutJobCheck.check(job, maker);
    return new CheckedJob(index, job, layout(job), maker);
  }

  private static LayoutJob decode(Incoming record) throws RejectedException {
    try {
      return Wire.decode(LayoutJob.class, record.value());
    } catch (UnreadableMessageException unreadable) {
      throw new RejectedException("UNREADABLE", unreadable.getMessage());
    }
  }

  private static Layout layout(LayoutJob job) throws RejectedException {
    try {
      return Messages.fromMessage(job.getLayout());
    } catch (InvalidMessageException invalid) {
      throw new RejectedException(
          "INVALID_LAYOUT", "layout '%s': %s".formatted(job.getId(), invalid.getMessage()));
    }
  }

  /** What fails together is tried alone, so that one bad job doesn't take its neighbours along. */
  private void makeOrGiveBack(List<CheckedJob> jobs, JobOutcome[] outcomes) {
    try {
      make(jobs, outcomes);
    } catch (RuntimeException failed) {
      LOG.warnf("%d images could not be made: %s", jobs.size(), failed);
      if (jobs.size() > 1) {
        jobs.forEach(job -> makeOrGiveBack(List.of(job), outcomes));
      } else {
        outcomes[jobs.get(0).index()] =
            new JobOutcome.Retry("NOT_MADE", "the image could not be made: " + failed);
      }
    }
  }

  private void make(List<CheckedJob> jobs, JobOutcome[] outcomes) {
    CheckedJob first = jobs.get(0);
    List<ImageMaker.Request> requests =
        jobs.stream()
            .map(each -> new ImageMaker.Request(each.layout(), each.job().getSeed()))
            .toList();
    long start = System.nanoTime();
    List<PixelImage> images = first.maker().make(requests, first.job().getSampling());
    double millis = (System.nanoTime() - start) / 1e6 / jobs.size();
    metrics.made(jobs.size(), millis);
    for (int i = 0; i < jobs.size(); i++) {
      outcomes[jobs.get(i).index()] =
          new JobOutcome.Done(List.of(SyntheticImages.message(jobs.get(i), images.get(i), millis)));
    }
  }
}
