package org.detdiffusion.workbench.cli;

import java.util.UUID;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What an augmentation job on the stream says beside its layouts. */
final class JobOptions {
  @Option(names = "--id", paramLabel = "JOB", description = "The job's id (default a new one).")
  private String id;

  @Option(
      names = "--generator",
      paramLabel = "NAME",
      description = "The generator, by its name on model-updates (default generator).")
  private String generator;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description = "ddpm, ddim, pndm, dpm-solver++ (default) or unipc.")
  private String sampler;

  @Option(names = "--steps", paramLabel = "N", description = "Steps of the sampler (default 6).")
  private Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description = "Scale of the guidance by the prompt (default 2.5).")
  private Double guidance;

  @Option(
      names = "--wait",
      description = "Return when the images are made; Ctrl-C ends the waiting, not the job.")
  private boolean wait;

  /** Whether none of them was said. */
  boolean isEmpty() {
    return id == null
        && generator == null
        && sampler == null
        && steps == null
        && guidance == null
        && !wait;
  }

  boolean isAwaited() {
    return wait;
  }

  /** A job of the data set and split, its layouts yet to be said. */
  AugmentationJob.Builder job(String dataSet, String split, CommandSpec spec) {
    AugmentationJob.Builder job = AugmentationJob.newBuilder().setDataSet(dataSet).setSplit(split);
    job.setId(id == null ? "plan-" + UUID.randomUUID().toString().substring(0, 8) : id);
    if (generator != null) {
      job.setGenerator(generator);
    }
    return job.setSampling(sampling(Sampling.newBuilder().build(), spec));
  }

  private Sampling sampling(Sampling usual, CommandSpec spec) {
    if (sampler != null && SamplerName.of(sampler).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--sampler is one of " + SamplerName.texts() + ", not '" + sampler + "'.");
    }
    return new Sampling(
        sampler == null ? usual.getSampler() : sampler,
        steps == null ? usual.getSteps() : steps,
        guidance == null ? usual.getGuidance() : guidance);
  }
}
