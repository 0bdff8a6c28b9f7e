package org.detdiffusion.trainer;

import java.io.IOException;
import java.util.Optional;
import org.detdiffusion.images.ImageException;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a run's data, says whether it can go on where it was, and tells the gate's verdicts. */
record RunStarts(TrainerParts parts, ProgressReporter progress) {
  private static final Logger LOG = LoggerFactory.getLogger(RunStarts.class);

  /** At the checkpoint that the run left, as long as its data can be had unchanged. */
  RunStart of(TrainingJob job, String jobSha256, Optional<RunState> left, RunFolder folder)
      throws RejectedException, ImageException, IOException, InterruptedException {
    if (left.isPresent()) {
      RunData same = sameAgain(job, new Offsets(left.get().offsets()), folder);
      if (same.sha256().equals(left.get().dataSha256())) {
        if (same.gate().isPresent()) {
          progress.send(left.get().step(), same.gate().get());
        }
        LOG.info("run {} resumes at step {}", job.getId(), left.get().step());
        return new RunStart(left.get(), same);
      }
      LOG.warn("run {} starts anew: its data can no longer be had unchanged", job.getId());
    }
    Offsets offsets = parts.store().offsets();
    RunData data = gated(job, read(job, offsets), folder);
    return new RunStart(RunState.beginning(job.getId(), jobSha256, data.sha256(), offsets), data);
  }

  /** No detector is asked again: the verdicts are those of the folder. */
  private RunData sameAgain(TrainingJob job, Offsets upTo, RunFolder folder)
      throws RejectedException, ImageException, IOException {
    RunData all = read(job, upTo);
    return job.getGate() == null ? all : all.gated(GateFile.of(folder).read());
  }

  private RunData gated(TrainingJob job, RunData all, RunFolder folder)
      throws RejectedException, IOException, InterruptedException {
    GateFile file = GateFile.of(folder);
    if (job.getGate() == null) {
      file.delete();
      return all;
    }
    GateReport report = parts.gate(job).judge(all.synthetic());
    file.write(report);
    parts.metrics().gated(report);
    progress.send(0, report);
    RunData data = all.gated(report);
    LOG.info(
        "the gate of run {} kept {} of {} synthetic images, see {}",
        job.getId(),
        data.synthetic().size(),
        all.synthetic().size(),
        file.path());
    requireSome(all, data, report);
    return data;
  }

  private static void requireSome(RunData all, RunData gated, GateReport report)
      throws RejectedException {
    if (gated.synthetic().isEmpty() && !all.synthetic().isEmpty()) {
      throw new RejectedException(
          PermanentCode.NOTHING_LEFT,
          ("the gate dropped all %d synthetic images, %d for objects not found and %d for things"
                  + " not asked for; loosen it, ask another detector or leave it out")
              .formatted(
                  all.synthetic().size(),
                  report.count(GateOutcome.NOT_FOUND),
                  report.count(GateOutcome.UNASKED)));
    }
  }

  private RunData read(TrainingJob job, Offsets upTo)
      throws RejectedException, ImageException, IOException {
    StreamReader stream = new StreamReader(parts.store(), upTo);
    MemoryRoom room = MemoryRoom.ofOne(parts.config().slots());
    return new RunDataReader(job, stream, parts.images(), room).read();
  }
}
