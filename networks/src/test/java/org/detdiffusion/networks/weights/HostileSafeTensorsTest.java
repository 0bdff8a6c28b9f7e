package org.detdiffusion.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the format broken once. */
class HostileSafeTensorsTest {

  private static final String A = "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";

  @TempDir Path directory;

  /** The header, the bytes of data behind it, and what the refusal must say. */
  static Stream<Arguments> headers() {
    return Stream.of(
        hostile("", 0, "doesn't begin with '{'"),
        hostile(" {}", 0, "doesn't begin with '{'"),
        hostile("[]", 0, "doesn't begin with '{'"),
        hostile("{", 0, "not valid JSON"),
        hostile("{} x", 0, "not valid JSON"),
        hostile("{" + A + "," + A + "}", 8, "Duplicate field 'a'"),
        hostile("{'a':[]}", 0, "exactly dtype, shape and data_offsets"),
        hostile("{'a':{'dtype':'F32','shape':[2]}}", 8, "exactly dtype, shape and data_offsets"),
        hostile("{" + A.replace("'shape'", "'x':1,'shape'") + "}", 8, "exactly dtype"),
        hostile("{" + A.replace("F32", "F33") + "}", 8, "unknown dtype \"F33\""),
        hostile("{" + A.replace("'F32'", "7") + "}", 8, "unknown dtype 7"),
        hostile("{" + A.replace("[2]", "2") + "}", 8, "shape that is not an array"),
        hostile("{" + A.replace("[2]", "[-2]") + "}", 8, "has -2 in its shape"),
        hostile("{" + A.replace("[2]", "[2.0]") + "}", 8, "has 2.0 in its shape"),
        hostile("{" + A.replace("[2]", "[3]") + "}", 8, "needs 12 bytes but is given 8"),
        hostile("{" + A.replace("[2]", "[4294967296,4294967296]") + "}", 8, "overflows"),
        hostile("{" + A.replace("[2]", "[99999999999999999999]") + "}", 8, "in its shape"),
        hostile("{" + A.replace("[0,8]", "[8,0]") + "}", 8, "not [begin, end]"),
        hostile("{" + A.replace("[0,8]", "[0,8,16]") + "}", 8, "not [begin, end]"),
        hostile("{" + A.replace("[0,8]", "[4,12]") + "}", 12, "a hole"),
        hostile("{" + A + "," + A.replace("'a'", "'b'") + "}", 8, "an overlap"),
        hostile("{" + A + "}", 7, "7 bytes of data where its header describes 8"),
        hostile("{" + A + "}", 9, "9 bytes of data where its header describes 8"),
        hostile("{" + A.replace("8]", "2000000008]") + "}", 8, "needs 8 bytes"),
        hostile("{'__metadata__':{'a':1}," + A + "}", 8, "texts only"),
        hostile("{'__metadata__':[]," + A + "}", 8, "__metadata__ is not a JSON object"),
        hostile("{'a':" + "[".repeat(5000), 0, "not valid JSON"));
  }

  private static Arguments hostile(String header, int dataBytes, String reason) {
    return Arguments.of(header.replace('\'', '"'), dataBytes, reason);
  }

  @ParameterizedTest
  @MethodSource("headers")
  void refusesABrokenHeaderInOneSentence(String header, int dataBytes, String reason)
      throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);

    assertRefused(file(json.length, json, dataBytes), reason);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void refusesAnImpossibleLength(long length) throws IOException {
    assertRefused(file(length, "{}".getBytes(StandardCharsets.UTF_8), 0), "claims a header of");
  }

  static Stream<Long> lengths() {
    return Stream.of(3L, Integer.MAX_VALUE + 0L, 100_000_001L, -1L, Long.MIN_VALUE);
  }

  @Test
  void refusesAFileWithoutALength() throws IOException {
    Path file = Files.write(directory.resolve("a.safetensors"), new byte[7]);

    assertRefused(file, "too short");
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() throws IOException {
    assertRefused(file(4, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}, 0), "not UTF-8");
  }

  @Test
  void refusesAPickleByItsFirstBytes() throws IOException {
    byte[] pickle = {(byte) 0x80, 2, 'c', 'o', 's', '\n', 's', 'y', 's', 't', 'e', 'm', '\n'};
    Path file = Files.write(directory.resolve("a.safetensors"), pickle);

    assertRefused(file, "is a Python pickle");
  }

  @Test
  void refusesAZipByItsFirstBytes() throws IOException {
    Path file =
        Files.write(
            directory.resolve("a.safetensors"), "PK\3\4 and more".getBytes(StandardCharsets.UTF_8));

    assertRefused(file, "zip archive");
  }

  @Test
  void refusesAPickleByItsName() throws IOException {
    Path file = Files.write(directory.resolve("model.PTH"), new byte[100]);

    assertRefused(file, "named like a PyTorch file");
  }

  @Test
  void takesAHeaderWhoseLengthLooksLikeAPickle() throws IOException {
    String header = "{" + A.replace('\'', '"') + "}";
    byte[] padded = (header + " ".repeat(640 - header.length())).getBytes(StandardCharsets.UTF_8);

    assertThat(SafeTensors.open(file(640, padded, 8)).names()).containsExactly("a");
  }

  @Test
  void refusesWithoutTakingMemory() throws IOException {
    Path huge = file(99_999_999, "{}".getBytes(StandardCharsets.UTF_8), 0);
    assertRefused(huge, "claims");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertRefused(huge, "claims");

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> SafeTensors.open(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private Path file(long length, byte[] header, int dataBytes) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(header);
    return Files.write(directory.resolve("hostile.safetensors"), bytes.array());
  }
}
