package org.detdiffusion.networks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.detdiffusion.networks.script.HalfMade;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace.Method;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.TensorData;

/** Weights with all that training keeps beside them, and the compiled step that moves them. */
public final class Optimiser implements AutoCloseable {

  private final Script script;
  private final Optimisation settings;
  private final Weights weights;
  private final Weights trainedWeights;
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
  public static Optimiser fromChance(
      Method losses, Parameters parameters, Optimisation settings, long seed) {
    List<ParameterGroup> each = ParameterGroup.decayedAndPlain();
    try {
      return new Optimiser(losses, parameters, each, settings, ParameterSource.initial(seed));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
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
    this.settings = settings;
    GroupedParameters groups = new GroupedParameters(parameters, each);
    Parameters trained = groups.trainedOnly();
    try (HalfMade made = new HalfMade()) {
      script = made.with(script(losses, groups), Script::close);
      weights = made.with(Weights.copied(parameters, source, groups::isTrained), Weights::close);
      trainedWeights = made.with(weights.requireGradients(trained).only(trained), Weights::close);
      average =
          settings.averaged()
              ? made.with(Weights.copied(trained, source), Weights::close)
              : trainedWeights;
      firstMoments = made.with(moments(trained), Weights::close);
      secondMoments = made.with(moments(trained), Weights::close);
      counts = Weights.scalars(trained);
      made.whole();
    }
  }

  private Script script(Method losses, GroupedParameters groups) {
    return new Script(TrainingScript.methods(losses, groups, settings));
  }

  private Weights moments(Parameters trained) throws IOException {
    return settings.momentsDirectory().isPresent()
        ? Weights.mapped(trained, settings.momentsDirectory().get())
        : Weights.constant(trained, 0);
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
      if (settings.averaged()) {
        average.addTo(arguments, "e");
      }
      NDArray losses = script.call("step", arguments, true);
      return losses.toFloatArray();
    }
  }

  /** What is trained, as it is now: for writing it without a copy on the heap. */
  public Weights weights() {
    return trainedWeights;
  }

  /** Their moving average, likewise. */
  public Weights average() {
    return average;
  }

  /** The moving average: what is published. */
  public Map<String, float[]> averageWeights() {
    return average.toMap();
  }

  /** Everything that changes, to be written, each part under its own prefix. */
  public Map<String, TensorData> state() {
    Map<String, TensorData> state = new TreeMap<>();
    parts().forEach((part, values) -> state.putAll(values.tensors(part + "/")));
    return state;
  }

  /** Takes up what {@link #state} was of. */
  public void restore(SafeTensors state) throws IOException {
    for (Map.Entry<String, Weights> part : parts().entrySet()) {
      part.getValue().set(ParameterSource.stored(state, part.getKey() + "/"));
    }
  }

  private Map<String, Weights> parts() {
    Map<String, Weights> parts = new TreeMap<>();
    parts.put("weight", trainedWeights);
    parts.put("exp_avg", firstMoments);
    parts.put("exp_avg_sq", secondMoments);
    parts.put("step", counts);
    if (settings.averaged()) {
      parts.put("average", average);
    }
    return parts;
  }

  @Override
  public void close() {
    script.close();
    parts().values().forEach(Weights::close);
    weights.close();
  }
}
