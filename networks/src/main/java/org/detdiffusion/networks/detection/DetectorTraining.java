package org.detdiffusion.networks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.training.LearningRate;
import org.detdiffusion.networks.training.LossValues;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Optimisation;
import org.detdiffusion.networks.training.Optimiser;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.networks.weights.ResumableState;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.augment.TrainingMix;

/** Trains a detector. The same arguments give the same weights, bit for bit on one machine. */
public final class DetectorTraining implements Training {

  private static final List<String> LOSSES = List.of("total", "class", "box");

  private final DetectorConfig config;
  private final TrainingMix data;
  private final Plan plan;
  private final Parameters parameters = Parameters.decayedAndPlain();
  private final Optimiser optimiser;
  private int step;

  /**
   * @param steps of the whole run; the learning rate's course depends on it
   * @param batchSize images a step
   * @param seed of the first weights and of all that is drawn
   */
  public record Plan(int steps, int batchSize, long seed, Optimisation optimisation) {

    /** One cycle up to 0.004, batches of 32. */
    public static Plan of(int steps, long seed) {
      Optimisation optimisation = new Optimisation(4e-3, LearningRate.oneCycle(0.25), 0.01, 5, 0);
      return new Plan(steps, 32, seed, optimisation);
    }
  }

  public DetectorTraining(DetectorConfig config, TrainingMix data, Plan plan) {
    this.config = config;
    this.data = data;
    this.plan = plan;
    Trace.Method losses = Trace.method("losses", parameters, this::losses);
    optimiser = Optimiser.fromChance(losses, parameters, plan.optimisation(), plan.seed());
  }

  private Tensor losses(Trace trace) {
    int side = config.imageSize();
    Tensor images = trace.input("images", plan.batchSize(), 3, side, side);
    DetectorLoss.Targets targets = DetectorLoss.Targets.inputs(trace, config, plan.batchSize());
    return DetectorLoss.of(new PocketDetector(config).forward(trace.root(), images), targets);
  }

  @Override
  public int step() {
    return step;
  }

  @Override
  public int steps() {
    return plan.steps();
  }

  @Override
  public Map<String, Double> advance() throws NonFiniteLossException {
    List<AnnotatedImage> images = data.batch(plan.seed(), step, plan.batchSize());
    DetectorBatch batch = new DetectorBatch(config, images);
    float[] values = optimiser.step(step, plan.steps(), batch::toArrays);
    Map<String, Double> losses = LossValues.named(LOSSES, values, step);
    step++;
    return losses;
  }

  /** The detector as it is now, without writing it anywhere. */
  public Detector snapshot() {
    return Detector.of(config, optimiser.averageWeights());
  }

  @Override
  public void saveResumable(Path directory) throws IOException {
    ResumableState.write(directory, step, optimiser.state());
  }

  @Override
  public void resume(Path directory) throws IOException {
    ResumableState state = ResumableState.read(directory);
    optimiser.restore(state.tensors());
    step = state.step();
  }

  @Override
  public Path publish(Path modelsRoot) throws IOException {
    return DetectorCheckpoint.write(
            modelsRoot, config, parameters, optimiser.averageWeights(), step)
        .directory();
  }

  @Override
  public void close() {
    optimiser.close();
  }
}
