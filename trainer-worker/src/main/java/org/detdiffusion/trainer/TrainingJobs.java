package org.detdiffusion.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.JobHandler;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.TransientCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns each training job into a run, and the end of the run into the job's outcome. */
final class TrainingJobs implements JobHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingJobs.class);

  private final TrainerParts parts;

  TrainingJobs(TrainerParts parts) {
    this.parts = parts;
  }

  @Override
  public List<JobOutcome> handle(List<Incoming> batch) throws InterruptedException {
    List<JobOutcome> outcomes = new ArrayList<>();
    for (Incoming record : batch) {
      try (RunSpans spans = parts.spans()) {
        JobOutcome outcome = outcome(record, spans);
        spans.end(outcome);
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private JobOutcome outcome(Incoming record, RunSpans spans) throws InterruptedException {
    try {
      TrainingJob job = decode(record);
      JobCheck.check(job);
      RunFolder folder = RunFolder.of(parts.config().workDirectory(), job.getId());
      try (RunLocks.Held held = parts.locks().hold(folder)) {
        return train(job, record, folder, spans);
      }
    } catch (RejectedException rejected) {
      return new JobOutcome.Rejected(rejected.code(), rejected.getMessage());
    } catch (ImageException failed) {
      String code = failed.kind().name();
      return failed.kind().isTransient()
          ? new JobOutcome.Retry(TransientCode.valueOf(code), failed.getMessage())
          : new JobOutcome.Rejected(PermanentCode.valueOf(code), failed.getMessage());
    } catch (NonFiniteLossException diverged) {
      return new JobOutcome.Rejected(PermanentCode.NON_FINITE_LOSS, diverged.getMessage());
    } catch (StoppedException stopped) {
      return new JobOutcome.Retry(TransientCode.STOPPED, stopped.getMessage());
    } catch (PublishException refused) {
      return new JobOutcome.Retry(TransientCode.NOT_PUBLISHED, refused.getMessage());
    } catch (IOException | UncheckedIOException failed) {
      String reason = reason(failed);
      LOG.warn("a training run could not read or write its files: {}", reason);
      return new JobOutcome.Retry(TransientCode.FILES, "reading or writing failed: " + reason);
    }
  }

  /** With what kind of failure it is, since the message may be the name of a file alone. */
  private static String reason(Exception failed) {
    Throwable cause = failed instanceof UncheckedIOException ? failed.getCause() : failed;
    String kind = cause.getClass().getSimpleName().replaceFirst("(IO)?Exception$", "");
    return kind.isEmpty() ? cause.getMessage() : kind + ": " + cause.getMessage();
  }

  private static TrainingJob decode(Incoming record) throws RejectedException {
    try {
      return Wire.decode(TrainingJob.class, record.value());
    } catch (UnreadableMessageException unreadable) {
      throw RejectedException.of(unreadable);
    }
  }

  private JobOutcome train(TrainingJob job, Incoming record, RunFolder folder, RunSpans spans)
      throws IOException,
          InterruptedException,
          RejectedException,
          ImageException,
          NonFiniteLossException,
          StoppedException,
          PublishException {
    String jobSha256 = new Digest().add(record.value()).hex();
    Optional<RunState> left = folder.read().filter(s -> s.jobSha256().equals(jobSha256));
    if (left.isPresent() && isPublished(left.get())) {
      return new JobOutcome.Done(List.of(Announcement.of(job, left.get())));
    }
    Optional<Outgoing> queued = QueuedAnew.of(record, left);
    if (queued.isPresent()) {
      LOG.info("run {} is queued anew at step {}", job.getId(), left.get().step());
      return new JobOutcome.Done(List.of(queued.get()));
    }
    ProgressReporter progress = parts.progress(job);
    parts.catchUp().toEndOfStream();
    parts.syntheticWait().await(job, progress);
    RunStart start = new RunStarts(parts, progress).of(job, jobSha256, left, folder);
    folder.write(start.state());
    spans.begin(job, start);
    TrainingRun.Surroundings around = parts.surroundings(progress);
    try (Training training = parts.trainings().start(job, start.data())) {
      if (isResumed(training, start.state(), folder)) {
        TrainingRun run = new TrainingRun(job, start.data(), folder, start.state(), around);
        return new JobOutcome.Done(List.of(run.finish(training)));
      }
    }
    RunState anew = start.state().at(0, "");
    folder.write(anew);
    try (Training training = parts.trainings().start(job, start.data())) {
      TrainingRun run = new TrainingRun(job, start.data(), folder, anew, around);
      return new JobOutcome.Done(List.of(run.finish(training)));
    }
  }

  /** False when the checkpoint can't be read; then the training may be half restored. */
  private static boolean isResumed(Training training, RunState state, RunFolder folder) {
    try {
      if (!state.checkpoint().isEmpty()) {
        training.resume(folder.path().resolve(state.checkpoint()));
      }
      return true;
    } catch (IOException | RuntimeException unreadable) {
      LOG.warn(
          "run {} starts anew: its checkpoint {} can't be read: {}",
          state.runId(),
          state.checkpoint(),
          unreadable.toString());
      return false;
    }
  }

  private boolean isPublished(RunState state) {
    return state.isFinished()
        && Files.isDirectory(parts.config().modelsDirectory().resolve(state.published()));
  }
}
