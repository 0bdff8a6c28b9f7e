package org.detdiffusion.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.networks.script.NativeMemory;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.data.InvalidMessageException;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workerkit.Ids;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Traces;
import org.detdiffusion.workerkit.TransientCode;
import org.jboss.logging.Logger;

/** Makes the images of a batch of layout jobs: those of one generator and sampling together. */
final class ImageGeneration implements JobHandler, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ImageGeneration.class);
  private static final Traces TRACES = new Traces();

  private final AnnouncedGenerators announced;
  private final LoadedGenerators loaded;
  private final GeneratorMetrics metrics;
  private final SyntheticImages messages;
  private final MadeJobs made = new MadeJobs();
  private final ReentrantLock atWork = new ReentrantLock();

  ImageGeneration(
      AnnouncedGenerators announced,
      LoadedGenerators loaded,
      GeneratorMetrics metrics,
      MessageImages images) {
    this.announced = announced;
    this.loaded = loaded;
    this.metrics = metrics;
    this.messages = new SyntheticImages(images);
  }

  /** By checkpoint, size and sampling; those to be rejected take no time and go together. */
  @Override
  public Object shape(Incoming record) {
    try {
      LayoutJob job = decode(record);
      return JobShape.of(job, announced.location(job));
    } catch (RejectedException bad) {
      return "to be rejected";
    }
  }

  @Override
  public List<JobOutcome> handle(List<Incoming> batch) {
    atWork.lock();
    try {
      return made(batch);
    } finally {
      atWork.unlock();
    }
  }

  private List<JobOutcome> made(List<Incoming> batch) {
    JobOutcome[] outcomes = new JobOutcome[batch.size()];
    Map<CheckedJob.Kind, List<CheckedJob>> kinds = new LinkedHashMap<>();
    made.begin();
    for (int i = 0; i < outcomes.length; i++) {
      try {
        CheckedJob checked = check(i, batch.get(i));
        if (made.has(batch.get(i), checked.generator().sha256())) {
          metrics.repeated();
          outcomes[i] = new JobOutcome.Done(List.of());
        } else {
          kinds.computeIfAbsent(checked.kind(), kind -> new ArrayList<>()).add(checked);
        }
      } catch (RejectedException rejected) {
        outcomes[i] = new JobOutcome.Rejected(rejected.code(), rejected.getMessage());
      } catch (IOException unusable) {
        outcomes[i] = new JobOutcome.Retry(TransientCode.GENERATOR_UNUSABLE, unusable.getMessage());
      } catch (RuntimeException failed) {
        LOG.warnf(
            TRACES.once(failed),
            "layout job %s could not be checked: %s",
            batch.get(i).key(),
            Traces.reason(failed));
        outcomes[i] =
            new JobOutcome.Retry(TransientCode.NOT_CHECKED, "the check failed: " + failed);
      }
    }
    kinds.values().forEach(jobs -> makeOrGiveBack(jobs, outcomes));
    loaded.made();
    return Arrays.asList(outcomes);
  }

  /**
   * Frees the networks, unless a batch that has outlived its grace computes on them: then they end
   * with the process, which could not survive it.
   */
  @Override
  public void close() {
    if (!atWork.tryLock()) {
      LOG.warn("a batch is still at work, so its networks stay in memory");
      return;
    }
    try {
      loaded.close();
    } finally {
      atWork.unlock();
    }
  }

  @Override
  public void written(List<Incoming> jobs) {
    made.written(jobs);
  }

  private CheckedJob check(int index, Incoming record) throws RejectedException, IOException {
    LayoutJob job = decode(record);
    Generator generator = generator(job);
    LayoutJobCheck.check(job, generator);
    return new CheckedJob(index, job, layout(job), generator);
  }

  /**
   * A broken checkpoint is refused, one that can't be read now is tried again later, and the one
   * before it stays in use, unless jobs name it.
   */
  private Generator generator(LayoutJob job) throws RejectedException, IOException {
    String location = announced.location(job);
    try {
      return loaded.get(location);
    } catch (IOException unusable) {
      if (job.getGeneratorSha256().isEmpty() && passOver(job.getGenerator(), location, unusable)) {
        return generator(job);
      }
      throw unusable;
    }
  }

  private boolean passOver(String name, String location, IOException unusable) {
    boolean broken = unusable instanceof InvalidWeightsException;
    boolean isPassedOver =
        broken ? announced.refuse(name, location) : announced.rest(name, location);
    if (isPassedOver) {
      LOG.errorf(
          "generator %s is %s, the one before it stays in use: %s",
          AnnouncedGenerators.shown(name),
          broken ? "refused" : "tried again later",
          unusable.getMessage());
    }
    return isPassedOver;
  }

  private static LayoutJob decode(Incoming record) throws RejectedException {
    try {
      LayoutJob job = Wire.decode(LayoutJob.class, record.value());
      Ids.check("id", job.getId());
      Ids.check("jobId", job.getJobId());
      Ids.check("generator", job.getGenerator());
      return job;
    } catch (UnreadableMessageException unreadable) {
      throw RejectedException.of(unreadable);
    }
  }

  private static Layout layout(LayoutJob job) throws RejectedException {
    try {
      return Messages.fromMessage(job.getLayout());
    } catch (InvalidMessageException invalid) {
      throw new RejectedException(
          PermanentCode.INVALID_LAYOUT,
          "layout '%s': %s".formatted(job.getId(), invalid.getMessage()));
    }
  }

  /**
   * What fails together is tried in halves: one bad job doesn't take its neighbours along, and a
   * batch too large for the memory is made in parts that fit.
   */
  private void makeOrGiveBack(List<CheckedJob> jobs, JobOutcome[] outcomes) {
    try {
      make(jobs, outcomes);
    } catch (RuntimeException failed) {
      LOG.warnf("%d images could not be made: %s", jobs.size(), failed);
      if (jobs.size() > 1) {
        int half = jobs.size() / 2;
        makeOrGiveBack(jobs.subList(0, half), outcomes);
        makeOrGiveBack(jobs.subList(half, jobs.size()), outcomes);
      } else {
        outcomes[jobs.get(0).index()] = notMade(failed);
      }
    }
  }

  private static JobOutcome notMade(RuntimeException failed) {
    TransientCode code =
        NativeMemory.isExhausted(failed) ? TransientCode.OUT_OF_MEMORY : TransientCode.NOT_MADE;
    return new JobOutcome.Retry(code, "the image could not be made: " + failed);
  }

  private void make(List<CheckedJob> jobs, JobOutcome[] outcomes) {
    CheckedJob first = jobs.get(0);
    List<Generator.Request> requests =
        jobs.stream()
            .map(each -> new Generator.Request(each.layout(), each.job().getSeed()))
            .toList();
    long start = System.nanoTime();
    List<PixelImage> images = first.generator().generate(requests, sampling(first.job()));
    double millis = (System.nanoTime() - start) / 1e6 / jobs.size();
    metrics.made(jobs.size(), millis);
    // Compressing and storing them all in turn would keep the GPU waiting.
    IntStream.range(0, jobs.size())
        .parallel()
        .forEach(i -> outcomes[jobs.get(i).index()] = done(jobs.get(i), images.get(i), millis));
  }

  private JobOutcome done(CheckedJob job, PixelImage image, double millis) {
    try {
      return new JobOutcome.Done(List.of(messages.message(job, image, millis)));
    } catch (ImageException failed) {
      String code = failed.kind().name();
      return failed.kind().isTransient()
          ? new JobOutcome.Retry(TransientCode.valueOf(code), failed.getMessage())
          : new JobOutcome.Rejected(PermanentCode.valueOf(code), failed.getMessage());
    }
  }

  private static Generator.Sampling sampling(LayoutJob job) {
    Sampling asked = job.getSampling();
    SamplerName sampler = SamplerName.of(asked.getSampler()).orElseThrow();
    return new Generator.Sampling(sampler, asked.getSteps(), asked.getGuidance());
  }
}
