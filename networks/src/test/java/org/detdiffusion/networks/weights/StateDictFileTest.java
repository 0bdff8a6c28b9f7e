package org.detdiffusion.networks.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State dicts as PyTorch saves them, and files that only look like one. */
class StateDictFileTest {

  private static final long[] TWO_BY_THREE = {2, 3};
  private static final long[] PLAIN = {3, 1};

  @TempDir Path directory;

  @Test
  void readsTensorsOfAZip() throws IOException {
    PickleWriter pickle = new PickleWriter().emptyDict().raw('(');
    pickle.text("weight").tensor("FloatStorage", "0", 6, TWO_BY_THREE, PLAIN);
    pickle.text("half").tensor("HalfStorage", "1", 2, new long[] {2}, new long[] {1});
    pickle.raw('u').raw('}').text("_metadata").emptyDict().raw('s', 'b');
    TensorFile file =
        TensorFile.open(zip(pickle.done(), floats(1, 2, 3, 4, 5, 6), halves(0x3c00, 0xc000)));

    assertThat(file).isInstanceOf(StateDictFile.class);
    assertThat(file.names()).containsExactly("half", "weight");
    assertThat(file.shape("weight")).containsExactly(2, 3);
    assertThat(file.floats("weight")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(file.floats("half")).containsExactly(1, -2);
  }

  @Test
  void readsWhatLibtorchItselfSaves() throws IOException {
    Path file = directory.resolve("saved.pth");
    String save =
        """
          def save(self: __torch__.Ops, x: Tensor) -> Tensor:
            d = annotate(Dict[str, Tensor], {})
            d["plain"] = x
            d["transposed"] = torch.transpose(x, 0, 1)
            d["half"] = torch.to(x, 5)
            torch.save(d, "%s")
            return x
        """
            .formatted(file.toString().replace("\\", "/"));
    try (Script script = new Script(List.of(save));
        NDManager manager = Torch.manager()) {
      NDArray x = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
      script.call("save", new NDList(x), false);
    }

    StateDictFile read = StateDictFile.open(file);
    assertThat(read.floats("plain")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.shape("transposed")).containsExactly(3, 2);
    assertThat(read.floats("transposed")).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(read.floats("half")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void readsATransposedTensor() throws IOException {
    byte[] pickle = dict("FloatStorage", 6, new long[] {3, 2}, new long[] {1, 3});

    assertThat(StateDictFile.open(zip(pickle, floats(1, 2, 3, 4, 5, 6))).floats("weight"))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void findsTheModelBesideOtherThings() throws IOException {
    PickleWriter pickle = new PickleWriter().raw('}', '(').text("epoch").number(7);
    pickle.text("model").emptyDict().text("weight");
    pickle.tensor("FloatStorage", "0", 6, TWO_BY_THREE, PLAIN).raw('s', 'u');

    assertThat(StateDictFile.open(zip(pickle.done(), floats(1, 2, 3, 4, 5, 6))).names())
        .containsExactly("weight");
  }

  @Test
  void readsAFileFromBeforeTheZips() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PickleWriter magic = new PickleWriter().raw(0x8a, 10);
    magic.raw(0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19);
    bytes.writeBytes(magic.done());
    bytes.writeBytes(new PickleWriter().raw('M', 0xe9, 0x03).done());
    bytes.writeBytes(new PickleWriter().raw('}').done());
    bytes.writeBytes(dict("FloatStorage", 6, TWO_BY_THREE, PLAIN));
    bytes.writeBytes(new PickleWriter().raw(']').text("0").raw('a').done());
    bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(6).array());
    bytes.writeBytes(floats(1, 2, 3, 4, 5, 6));
    Path file = write("old.pth", bytes.toByteArray());

    assertThat(TensorFile.open(file).floats("weight")).containsExactly(1, 2, 3, 4, 5, 6);
    Path cut = write("cut.pth", Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1));
    assertThatThrownBy(() -> StateDictFile.open(cut)).hasMessage(cut + ": is cut off");
  }

  @Test
  void refusesToCallAnythingOfPython() throws IOException {
    PickleWriter pickle = new PickleWriter().global("os", "system");
    Path file = zip(pickle.text("echo owned").raw(0x85, 'R').done());

    refuses(file, "wants Python's 'os.system': only tensors are read from such a file");
  }

  @Test
  void refusesInstructionsThatNoStateDictNeeds() throws IOException {
    refuses(
        zip(new PickleWriter().raw('i').done()),
        "has the pickle instruction 0x69 at byte 2, which no state dict needs");
    refuses(
        zip(new PickleWriter().emptyDict().text("state").raw('b').done()),
        "sets the state of something that is no dictionary");
  }

  @Test
  void refusesATensorThatClaimsMoreThanTheFileHas() throws IOException {
    byte[] repeated = dict("FloatStorage", 1, new long[] {1L << 30, 1L << 30}, new long[] {0, 0});
    byte[] huge = dict("FloatStorage", 1L << 40, new long[] {1L << 40}, new long[] {1});
    byte[] outside = dict("FloatStorage", 6, TWO_BY_THREE, new long[] {4, 1});

    refuses(zip(repeated, floats(1)), "tensor 'weight' has more elements than its storage");
    refuses(
        zip(huge, floats(1)),
        "tensor 'weight' needs 1099511627776 numbers that the file does not have");
    refuses(zip(outside, floats(1, 2, 3, 4, 5, 6)), "tensor 'weight' leaves its storage");
  }

  @Test
  void refusesSomethingThatIsNoTensor() throws IOException {
    byte[] pickle = new PickleWriter().emptyDict().text("epoch").number(3).raw('s').done();

    refuses(zip(pickle), "has 'epoch', which is no tensor, in its dictionary of tensors");
  }

  @Test
  void refusesAZipThatIsCutOffWhereverItIs() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            zip(dict("FloatStorage", 6, TWO_BY_THREE, PLAIN), floats(1, 2, 3, 4, 5, 6)));
    for (int size = 2; size < whole.length; size += 13) {
      Path file = write("cut.pth", Arrays.copyOf(whole, size));
      assertThatThrownBy(() -> StateDictFile.open(file))
          .isInstanceOf(InvalidWeightsException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void refusesCompressedEntriesWhichMightBeBombs() throws IOException {
    Path file = directory.resolve("bomb.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[1 << 20]);
      zip.closeEntry();
    }

    refuses(file, "is a zip archive without an uncompressed data.pkl, as PyTorch writes it");
  }

  @Test
  void refusesAnEntryThatClaimsMoreThanTheFileHas() throws IOException {
    Path file = zip(dict("FloatStorage", 6, TWO_BY_THREE, PLAIN), floats(1, 2, 3, 4, 5, 6));
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = buffer.getInt(bytes.length - 6);
    buffer.putInt(directory + 20, 0x7fffffff).putInt(directory + 24, 0x7fffffff);
    Files.write(file, bytes);

    assertThatThrownBy(() -> StateDictFile.open(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("claims 2147483647 bytes, more than the file has");
  }

  @Test
  void survivesAnyDamageToAFile() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            zip(dict("FloatStorage", 6, TWO_BY_THREE, PLAIN), floats(1, 2, 3, 4, 5, 6)));
    Random random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Path file = write("damaged.pth", damaged);
      try {
        StateDictFile read = StateDictFile.open(file);
        for (String name : read.names()) {
          read.floats(name);
        }
      } catch (InvalidWeightsException expected) {
        assertThat(expected).hasMessageStartingWith(file + ": ");
      }
    }
  }

  private static void refuses(Path file, String fault) {
    assertThatThrownBy(() -> StateDictFile.open(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(file + ": " + fault);
  }

  /** One tensor of the name {@code weight}. */
  private static byte[] dict(String type, long elements, long[] shape, long[] strides) {
    PickleWriter pickle = new PickleWriter().emptyDict().text("weight");
    return pickle.tensor(type, "0", elements, shape, strides).raw('s').done();
  }

  private Path zip(byte[] pickle, byte[]... storages) throws IOException {
    Path file = directory.resolve("model" + pickle.length + ".pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      store(zip, "archive/data.pkl", pickle);
      store(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < storages.length; i++) {
        store(zip, "archive/data/" + i, storages[i]);
      }
      store(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] halves(int... bits) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int half : bits) {
      bytes.putShort((short) half);
    }
    return bytes.array();
  }
}
