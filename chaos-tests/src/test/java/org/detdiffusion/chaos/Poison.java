package org.detdiffusion.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.BiFunction;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Wire;

/** The ways in which a job can be bad, each with the code that its dead letter must have. */
enum Poison {
  BAD_JSON("UNREADABLE", (prefix, index) -> "{\"id\": \"half".getBytes(UTF_8)),
  UNKNOWN_FIELD("UNREADABLE", (prefix, index) -> "{\"identity\": \"x\"}".getBytes(UTF_8)),
  UNKNOWN_FRAMING("UNREADABLE", (prefix, index) -> new byte[] {9, 9, 9}),
  UNKNOWN_SCHEMA("UNKNOWN_SCHEMA", Poison::unknownSchema),
  CUT_OFF("UNREADABLE", (prefix, index) -> Arrays.copyOf(bytes(prefix, index), 20)),
  EMPTY("UNREADABLE", (prefix, index) -> new byte[0]),
  HUGE("UNREADABLE", (prefix, index) -> new byte[4_000_000]),
  NOT_A_NUMBER("NOT_A_NUMBER", (prefix, index) -> box(prefix, index, Double.NaN, 8)),
  NO_WIDTH("BOX_OUTSIDE", (prefix, index) -> box(prefix, index, 2, 0)),
  OUTSIDE("BOX_OUTSIDE", (prefix, index) -> box(prefix, index, 12, 8)),
  NO_OBJECTS("NO_OBJECTS", (prefix, index) -> layout(prefix, index, Jobs.layout())),
  UNKNOWN_CLASS("UNKNOWN_CLASS", Poison::unknownClass),
  WRONG_SIZE("WRONG_SIZE", Poison::wrongSize),
  NO_STEPS("BAD_SAMPLING", (prefix, index) -> sampling(prefix, index, "ddim", 0)),
  UNKNOWN_SAMPLER("BAD_SAMPLING", (prefix, index) -> sampling(prefix, index, "magic", 2)),
  UNKNOWN_GENERATOR("UNKNOWN_GENERATOR", Poison::unknownGenerator),
  BAD_CHECKPOINT("BAD_JOB", (prefix, index) -> checkpoint(prefix, index, "../etc")),
  /** Tried as often as a worker tries what may pass. */
  MISSING_CHECKPOINT("GENERATOR_UNUSABLE", Poison::missingCheckpoint);

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final BiFunction<String, Integer, byte[]> value;

  Poison(String code, BiFunction<String, Integer, byte[]> value) {
    this.code = code;
    this.value = value;
  }

  String code() {
    return code;
  }

  boolean isTransient() {
    return this == MISSING_CHECKPOINT;
  }

  /** The message of the job with this index. */
  byte[] value(String prefix, int index) {
    return value.apply(prefix, index);
  }

  private static LayoutJob.Builder job(String prefix, int index) {
    return Jobs.builder(prefix, new Script(index, 0));
  }

  private static byte[] bytes(String prefix, int index) {
    return Wire.encode(job(prefix, index).build());
  }

  private static byte[] layout(String prefix, int index, LayoutMessage layout) {
    return Wire.encode(job(prefix, index).setLayout(layout).build());
  }

  private static byte[] box(String prefix, int index, double x, double width) {
    return layout(prefix, index, Jobs.layout(Jobs.square(x, 2, width, 8)));
  }

  private static byte[] sampling(String prefix, int index, String sampler, int steps) {
    return Wire.encode(job(prefix, index).setSampling(new Sampling(sampler, steps, 1.0)).build());
  }

  private static byte[] checkpoint(String prefix, int index, String sha256) {
    return Wire.encode(job(prefix, index).setGeneratorSha256(sha256).build());
  }

  private static byte[] unknownSchema(String prefix, int index) {
    byte[] bytes = bytes(prefix, index);
    bytes[2]++; // the first byte of the schema's fingerprint
    return bytes;
  }

  private static byte[] unknownClass(String prefix, int index) {
    ObjectAnnotation object = Jobs.square(2, 2, 8, 8);
    object.put("className", "unicorn");
    return layout(prefix, index, Jobs.layout(object));
  }

  private static byte[] wrongSize(String prefix, int index) {
    var square = Collections.singletonList(Jobs.square(2, 2, 8, 8));
    return layout(prefix, index, new LayoutMessage(Jobs.SIDE * 2, Jobs.SIDE, square));
  }

  private static byte[] unknownGenerator(String prefix, int index) {
    return Wire.encode(job(prefix, index).setGenerator("nobody").build());
  }

  private static byte[] missingCheckpoint(String prefix, int index) {
    return checkpoint(prefix, index, "0".repeat(64));
  }
}
