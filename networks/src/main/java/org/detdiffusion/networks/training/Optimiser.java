package org.detdiffusion.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;

/** Weights with all that training keeps beside them, and the compiled step that moves them. */
public final class Optimiser implements AutoCloseable {

  private final Script script;
  private final Optimisation settings;
  private final Weights weights;
  private final Weights firstMoments;
  private final Weights secondMoments;
  private final Weights counts;
  private final Weights average;

  /**
   * Training from chance.
   *
   * @param losses method that returns a vector of losses, the total first
   * @param parameters in two groups, weights that decay and weights that don't
   */
  public Optimiser(Method losses, Parameters parameters, Optimisation settings, long seed) {
    this(
        new Script(
            TrainingScript.methods(losses, parameters, ParameterGroup.decayedAndPlain(), settings)),
        settings,
        Weights.initial(parameters, seed),
        averaged(settings) ? Weights.initial(parameters, seed) : null,
        parameters);
  }

  /**
   * Training on from weights that there are.
   *
   * @param each how each group of the parameters is trained
   */
  public Optimiser(
      Method losses,
      Parameters parameters,
      List<ParameterGroup> each,
      Optimisation settings,
      ParameterSource source)
      throws IOException {
    this(
        new Script(TrainingScript.methods(losses, parameters, each, settings)),
        settings,
        Weights.copied(parameters, source),
        averaged(settings) ? Weights.copied(parameters, source) : null,
        parameters);
  }

  private static boolean averaged(Optimisation settings) {
    return settings.average() != AverageDecay.NONE;
  }

  private Optimiser(
      Script script,
      Optimisation settings,
      Weights weights,
      Weights average,
      Parameters parameters) {
    this.script = script;
    this.settings = settings;
    this.weights = weights.requireGradients();
    this.average = average == null ? weights.shared() : average;
    firstMoments = Weights.constant(parameters, 0);
    secondMoments = Weights.constant(parameters, 0);
    counts = Weights.scalars(parameters);
  }

  /**
   * One step.
   *
   * @param inputs makes the inputs of the loss method in the manager it is given
   * @return the losses as the method returns them, then the norm of the gradient
   */
  public float[] step(int step, int steps, Function<NDManager, NDList> inputs) {
    try (NDManager manager = Torch.manager()) {
      float rate = (float) settings.learningRateAt(step, steps);
      float decay = (float) settings.average().at(step);
      NDList arguments = new NDList(manager.create(new float[] {rate, decay}));
      arguments.addAll(inputs.apply(manager));
      weights.addTo(arguments, "p");
      firstMoments.addTo(arguments, "m");
      secondMoments.addTo(arguments, "v");
      counts.addTo(arguments, "s");
      average.addTo(arguments, "e");
      NDArray losses = script.call("step", arguments, true);
      return losses.toFloatArray();
    }
  }

  /** The weights as they are now: for writing them without a copy on the heap. */
  public Weights weights() {
    return weights;
  }

  /** Their moving average, likewise. */
  public Weights average() {
    return average;
  }

  /** The moving average: what is published. */
  public Map<String, float[]> averageWeights() {
    return average.toMap();
  }

  /** Everything, each part under its own prefix. */
  public Map<String, float[]> state() {
    Map<String, float[]> state = new TreeMap<>();
    parts()
        .forEach(
            (part, values) ->
                values.toMap().forEach((name, array) -> state.put(part + "/" + name, array)));
    return state;
  }

  public void restore(Map<String, float[]> state) {
    parts()
        .forEach(
            (part, values) -> {
              Map<String, float[]> own = new TreeMap<>();
              String prefix = part + "/";
              state.forEach(
                  (name, array) -> {
                    if (name.startsWith(prefix)) {
                      own.put(name.substring(prefix.length()), array);
                    }
                  });
              values.set(own);
            });
  }

  private Map<String, Weights> parts() {
    return Map.of(
        "weight", weights,
        "exp_avg", firstMoments,
        "exp_avg_sq", secondMoments,
        "step", counts,
        "average", average);
  }

  @Override
  public void close() {
    script.close();
    parts().values().forEach(Weights::close);
  }
}
