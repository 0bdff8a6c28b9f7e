package org.detdiffusion.networks.script;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor of a network being traced: its name in the script and its shape. Operations write a line
 * of TorchScript and return the result; a shape that does not fit is an error here, in Java.
 */
public final class Tensor {

  private final Trace trace;
  private final String name;
  private final long[] shape;

  Tensor(Trace trace, String name, long[] shape) {
    this.trace = trace;
    this.name = name;
    this.shape = shape.clone();
  }

  String name() {
    return name;
  }

  public Trace trace() {
    return trace;
  }

  public long[] shape() {
    return shape.clone();
  }

  /** Size of a dimension; negative ones count from the end. */
  public long size(int dimension) {
    return shape[axis(dimension)];
  }

  private int axis(int dimension) {
    return dimension < 0 ? shape.length + dimension : dimension;
  }

  /** Any operation of libtorch: {@code %s} of the expression are the names of the operands. */
  public Tensor apply(long[] resultShape, String expression, Tensor... operands) {
    Object[] names = Arrays.stream(operands).map(Tensor::name).toArray();
    return trace.emit(resultShape, expression, names);
  }

  private Tensor same(String expression, Tensor... operands) {
    return apply(shape, expression, operands);
  }

  public Tensor plus(Tensor other) {
    return apply(broadcast(other), "torch.add(%s, %s)", this, other);
  }

  public Tensor minus(Tensor other) {
    return apply(broadcast(other), "torch.sub(%s, %s)", this, other);
  }

  public Tensor times(Tensor other) {
    return apply(broadcast(other), "torch.mul(%s, %s)", this, other);
  }

  public Tensor over(Tensor other) {
    return apply(broadcast(other), "torch.div(%s, %s)", this, other);
  }

  public Tensor plus(double value) {
    return same("torch.add(%s, " + value + ")", this);
  }

  public Tensor times(double value) {
    return same("torch.mul(%s, " + value + ")", this);
  }

  public Tensor square() {
    return times(this);
  }

  public Tensor sqrt() {
    return same("torch.sqrt(%s)", this);
  }

  public Tensor exp() {
    return same("torch.exp(%s)", this);
  }

  public Tensor abs() {
    return same("torch.abs(%s)", this);
  }

  public Tensor sigmoid() {
    return same("torch.sigmoid(%s)", this);
  }

  public Tensor silu() {
    return same("torch.silu(%s)", this);
  }

  public Tensor gelu() {
    return same("torch.gelu(%s)", this);
  }

  public Tensor clamp(double low, double high) {
    return same("torch.clamp(%s, " + low + ", " + high + ")", this);
  }

  public Tensor minimum(Tensor other) {
    return apply(broadcast(other), "torch.minimum(%s, %s)", this, other);
  }

  public Tensor maximum(Tensor other) {
    return apply(broadcast(other), "torch.maximum(%s, %s)", this, other);
  }

  /** In the precision of products: bfloat16 in that flavour. */
  public Tensor narrowed() {
    return trace.flavour() == Flavour.BFLOAT16 ? same("torch.to(%s, 15)", this) : this;
  }

  /** Back in single precision. */
  public Tensor widened() {
    return trace.flavour() == Flavour.BFLOAT16 ? same("torch.to(%s, 6)", this) : this;
  }

  public Tensor detach() {
    return same("torch.detach(%s)", this);
  }

  /** Sum of all elements: a scalar. */
  public Tensor sum() {
    return apply(new long[0], "torch.sum(%s)", this);
  }

  public Tensor mean() {
    return apply(new long[0], "torch.mean(%s)", this);
  }

  /** Sum over the last {@code dimensions} dimensions. */
  public Tensor sumLast(int dimensions) {
    return reduceLast("sum", dimensions);
  }

  public Tensor meanLast(int dimensions) {
    return reduceLast("mean", dimensions);
  }

  private Tensor reduceLast(String operation, int dimensions) {
    long[] kept = Arrays.copyOf(shape, shape.length - dimensions);
    String axes =
        java.util.stream.IntStream.rangeClosed(1, dimensions)
            .mapToObj(i -> Integer.toString(-i))
            .collect(Collectors.joining(", "));
    return apply(kept, "torch." + operation + "(%s, [" + axes + "])", this);
  }

  public Tensor reshape(long... to) {
    check(elements(shape) == elements(to), "can't become " + Arrays.toString(to));
    return apply(to, "torch.reshape(%s, " + list(to) + ")", this);
  }

  public Tensor permute(int... order) {
    long[] to = new long[shape.length];
    for (int i = 0; i < order.length; i++) {
      to[i] = shape[order[i]];
    }
    return apply(to, "torch.permute(%s, " + Arrays.toString(order) + ")", this);
  }

  public Tensor transpose(int first, int second) {
    long[] to = shape.clone();
    to[axis(first)] = shape[axis(second)];
    to[axis(second)] = shape[axis(first)];
    return apply(to, "torch.transpose(%s, " + first + ", " + second + ")", this);
  }

  /** The same values in the usual order of memory. */
  public Tensor contiguous() {
    return same("torch.contiguous(%s)", this);
  }

  /** Elements {@code from..to-1} of a dimension. */
  public Tensor slice(int dimension, long from, long to) {
    check(from >= 0 && from < to && to <= size(dimension), "has no slice " + from + ".." + to);
    long[] cut = shape.clone();
    cut[axis(dimension)] = to - from;
    return apply(cut, "torch.slice(%s, " + axis(dimension) + ", " + from + ", " + to + ")", this);
  }

  /** Matrix product over the last two dimensions. */
  public Tensor matmul(Tensor other) {
    check(size(-1) == other.size(-2), "times " + Arrays.toString(other.shape) + " does not fit");
    long[] product = shape.clone();
    product[shape.length - 1] = other.size(-1);
    trace.count(2 * elements(product) * size(-1));
    return apply(product, "torch.matmul(%s, %s)", this, other);
  }

  /**
   * Rows of the second dimension by index: {@code [N, L, C]} and {@code [N, K]} to {@code [N, K,
   * C]}.
   */
  public Tensor gatherRows(Tensor index) {
    long[] to = {shape[0], index.shape[1], shape[2]};
    String expression =
        "torch.gather(%s, 1, torch.expand(torch.unsqueeze(%s, -1), " + list(to) + "))";
    return apply(to, expression, this, index);
  }

  public static Tensor cat(int dimension, Tensor... parts) {
    long[] joined = parts[0].shape();
    int axis = parts[0].axis(dimension);
    joined[axis] = Arrays.stream(parts).mapToLong(part -> part.shape[axis]).sum();
    return parts[0].apply(joined, "torch.cat(" + names(parts) + ", " + axis + ")");
  }

  /** Scalars to a vector. */
  public static Tensor stack(List<Tensor> scalars) {
    Tensor[] parts = scalars.toArray(new Tensor[0]);
    return parts[0].apply(new long[] {parts.length}, "torch.stack(" + names(parts) + ")");
  }

  private static String names(Tensor... parts) {
    return Arrays.stream(parts).map(Tensor::name).collect(Collectors.joining(", ", "[", "]"));
  }

  private long[] broadcast(Tensor other) {
    int rank = Math.max(shape.length, other.shape.length);
    long[] to = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long a = i <= shape.length ? shape[shape.length - i] : 1;
      long b = i <= other.shape.length ? other.shape[other.shape.length - i] : 1;
      check(a == b || a == 1 || b == 1, "and " + Arrays.toString(other.shape) + " do not fit");
      to[rank - i] = Math.max(a, b);
    }
    return to;
  }

  /** {@code [1, 2, 3]} as TorchScript writes a list of integers. */
  public static String list(long... values) {
    return Arrays.toString(values);
  }

  public static long elements(long... of) {
    return Arrays.stream(of).reduce(1, Math::multiplyExact);
  }

  public void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("tensor " + Arrays.toString(shape) + " " + what);
    }
  }

  /** Adds to the operations counted for the method. */
  public void count(long operations) {
    trace.count(operations);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
