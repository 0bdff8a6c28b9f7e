package org.detdiffusion.networks.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One TorchScript method while it is written. Networks see it through {@link Tensor} and {@link
 * Scope} only; shapes are checked and floating-point operations counted on the way.
 */
public final class Trace {

  private final Parameters parameters;
  private final List<String> inputs = new ArrayList<>();
  private final List<Integer> cuts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private final Flavour flavour;
  private int names;
  private long flops;

  private Trace(Parameters parameters, Flavour flavour) {
    this.parameters = parameters;
    this.flavour = flavour;
  }

  /**
   * Traces a method that takes what {@code network} declares by {@link #input} and then the
   * parameter lists, and returns one tensor.
   */
  public static Method method(String name, Parameters parameters, Function<Trace, Tensor> network) {
    return method(name, parameters, Flavour.SINGLE, network);
  }

  /** The same in another flavour. */
  public static Method method(
      String name, Parameters parameters, Flavour flavour, Function<Trace, Tensor> network) {
    Trace trace = new Trace(parameters, flavour);
    Tensor result = network.apply(trace);
    return trace.written(name, "Tensor", result.name(), result.shape());
  }

  /** As {@link #method}, for a network that returns several tensors, as one list. */
  public static Method listMethod(
      String name, Parameters parameters, Function<Trace, List<Tensor>> network) {
    Trace trace = new Trace(parameters, Flavour.SINGLE);
    List<String> results = network.apply(trace).stream().map(Tensor::name).toList();
    return trace.written(name, "List[Tensor]", results.toString(), new long[] {results.size()});
  }

  private Method written(String name, String type, String result, long[] shape) {
    String source =
        "  def %s(self: __torch__.Ops%s%s) -> %s:\n%s    return %s\n"
            .formatted(
                name, String.join("", inputs), parameters.signature("p"), type, body, result);
    return new Method(name, source, List.copyOf(inputs), shape, flops, List.copyOf(cuts));
  }

  /**
   * @param inputs declarations of the inputs before the parameter lists
   * @param flops multiplications and additions of one call
   * @param cuts numbers of lines after which it may be cut in segments
   */
  public record Method(
      String name,
      String source,
      List<String> inputs,
      long[] shape,
      long flops,
      List<Integer> cuts) {

    String inputNames() {
      StringBuilder text = new StringBuilder();
      inputs.forEach(input -> text.append(input, 0, input.indexOf(':')));
      return text.toString();
    }

    String signature() {
      return String.join("", inputs);
    }
  }

  /** Declares the next input of the method. */
  public Tensor input(String name, long... shape) {
    inputs.add(", " + name + ": Tensor");
    return new Tensor(this, name, shape);
  }

  /** Declares the next input as a list of tensors. */
  public List<Tensor> inputs(String name, List<long[]> shapes) {
    inputs.add(", " + name + ": List[Tensor]");
    List<Tensor> tensors = new ArrayList<>();
    for (long[] shape : shapes) {
      tensors.add(new Tensor(this, name + "[" + tensors.size() + "]", shape));
    }
    return tensors;
  }

  /**
   * Marks a place where little has to be kept: training that recomputes activations keeps what
   * crosses these places only.
   */
  public void cut() {
    cuts.add(names);
  }

  public Flavour flavour() {
    return flavour;
  }

  public Scope root() {
    return new Scope(this, "");
  }

  Tensor parameter(String name, Initializer initializer, long... shape) {
    return new Tensor(this, parameters.declare(name, initializer, shape).expression(), shape);
  }

  /** Writes {@code vN = expression}. */
  Tensor emit(long[] shape, String expression, Object... arguments) {
    String name = "v" + names++;
    String text = String.format(Locale.ROOT, expression, arguments);
    body.append("    ").append(name).append(" = ").append(text).append('\n');
    return new Tensor(this, name, shape);
  }

  void count(long operations) {
    flops += operations;
  }
}
