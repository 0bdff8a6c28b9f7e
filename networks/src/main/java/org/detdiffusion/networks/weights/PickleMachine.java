package org.detdiffusion.networks.weights;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one pickle of PyTorch. It knows the instructions that state dicts are written with and
 * makes nothing but texts, numbers, lists, dictionaries and references to tensors; any other
 * instruction ends it.
 */
final class PickleMachine {

  private static final int NEWEST_PROTOCOL = 5;

  /** Bytes that a pickle may have; those of the largest published models have less than one MiB. */
  private static final int LARGEST = 1 << 24;

  private final ByteBuffer bytes;
  private final Deque<List<Object>> marked = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private List<Object> stack = new ArrayList<>();

  private PickleMachine(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads up to the end of the pickle and leaves the buffer behind it. None is an empty Optional,
   * tuples are lists.
   *
   * @throws IllegalArgumentException what it wanted that is not for it to have
   * @throws BufferUnderflowException when it is cut off
   */
  static Object read(ByteBuffer bytes) {
    return new PickleMachine(bytes).run();
  }

  private Object run() {
    int end = (int) Math.min((long) bytes.position() + LARGEST, Integer.MAX_VALUE);
    int instruction = bytes.get() & 0xff;
    while (instruction != '.') {
      step(instruction);
      if (bytes.position() > end) {
        throw new IllegalArgumentException("has a pickle of more than " + LARGEST + " bytes");
      }
      instruction = bytes.get() & 0xff;
    }
    return pop();
  }

  private void step(int instruction) {
    switch (instruction) {
      case 0x80 -> checkProtocol(bytes.get());
      case 0x95 -> bytes.getLong();
      case 'N' -> push(Optional.empty());
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) (bytes.get() & 0xff));
      case 'M' -> push((long) (bytes.getShort() & 0xffff));
      case 'J' -> push((long) bytes.getInt());
      case 0x8a -> push(large(bytes.get() & 0xff));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong())));
      case 'X' -> push(text(bytes.getInt()));
      case 0x8c -> push(text(bytes.get() & 0xff));
      case '}' -> push(new LinkedHashMap<Object, Object>());
      case ']', ')' -> push(new ArrayList<Object>());
      case '(' -> mark();
      case 't' -> push(unmark());
      case 0x85 -> push(last(1));
      case 0x86 -> push(last(2));
      case 0x87 -> push(last(3));
      default -> change(instruction);
    }
  }

  private void change(int instruction) {
    switch (instruction) {
      case 'q' -> memo.put(bytes.get() & 0xff, top());
      case 'r' -> memo.put(bytes.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> push(remembered(bytes.get() & 0xff));
      case 'j' -> push(remembered(bytes.getInt()));
      case 's' -> put(last(2));
      case 'u' -> put(unmark());
      case 'a' -> append(last(1));
      case 'e' -> append(unmark());
      case 'c' -> push(PickledObjects.global(line() + "." + line()));
      case 0x93 -> stackGlobal(last(2));
      case 'Q' -> push(PickledObjects.storage(pop()));
      case 'R' -> call(last(2));
      case 'b' -> build(pop());
      default ->
          throw new IllegalArgumentException(
              "has the pickle instruction 0x%02x at byte %d, which no state dict needs"
                  .formatted(instruction, bytes.position() - 1));
    }
  }

  private static void checkProtocol(byte protocol) {
    if (protocol < 2 || protocol > NEWEST_PROTOCOL) {
      throw new IllegalArgumentException("is a pickle of the unknown protocol " + protocol);
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    return check(stack.isEmpty() ? null : stack.get(stack.size() - 1));
  }

  private Object pop() {
    Object top = top();
    stack.remove(stack.size() - 1);
    return top;
  }

  private List<Object> last(int count) {
    if (stack.size() < count) {
      throw damaged();
    }
    List<Object> end = stack.subList(stack.size() - count, stack.size());
    List<Object> values = new ArrayList<>(end);
    end.clear();
    return values;
  }

  private void mark() {
    marked.push(stack);
    stack = new ArrayList<>();
  }

  private List<Object> unmark() {
    if (marked.isEmpty()) {
      throw damaged();
    }
    List<Object> values = stack;
    stack = marked.pop();
    return values;
  }

  private Object remembered(int index) {
    return check(memo.get(index));
  }

  /** Two's complement, least byte first. */
  private Object large(int length) {
    byte[] value = take(length);
    for (int i = 0; i < length / 2; i++) {
      byte swapped = value[i];
      value[i] = value[length - 1 - i];
      value[length - 1 - i] = swapped;
    }
    BigInteger number = length == 0 ? BigInteger.ZERO : new BigInteger(value);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private String text(int length) {
    return new String(take(length), StandardCharsets.UTF_8);
  }

  private byte[] take(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }

  private String line() {
    int start = bytes.position();
    int end = start;
    while (bytes.get(end) != '\n') {
      end++;
    }
    String line = text(end - start);
    bytes.get();
    return line;
  }

  private void stackGlobal(List<Object> names) {
    push(PickledObjects.global(names.get(0) + "." + names.get(1)));
  }

  private void call(List<Object> functionAndArguments) {
    if (functionAndArguments.get(0) instanceof PickledObjects.Global function
        && functionAndArguments.get(1) instanceof List<?> arguments) {
      push(PickledObjects.call(function, arguments));
    } else {
      throw new IllegalArgumentException("calls something that is no function");
    }
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> pairs) {
    if (!(top() instanceof Map<?, ?> map) || pairs.size() % 2 != 0) {
      throw damaged();
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!(pairs.get(i) instanceof String || pairs.get(i) instanceof Long)) {
        throw new IllegalArgumentException("has a dictionary with keys that are no texts");
      }
      ((Map<Object, Object>) map).put(pairs.get(i), pairs.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> values) {
    if (!(top() instanceof List<?> list)) {
      throw damaged();
    }
    ((List<Object>) list).addAll(values);
  }

  /** Attributes of a dictionary, such as its versions, say nothing about tensors. */
  private void build(Object attributes) {
    if (!(top() instanceof Map<?, ?>) || !(attributes instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("sets the state of something that is no dictionary");
    }
  }

  private static Object check(Object value) {
    if (value == null) {
      throw damaged();
    }
    return value;
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("is a damaged pickle");
  }
}
