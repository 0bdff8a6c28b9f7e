package org.detdiffusion.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  static Iterable<SpecificRecord> messages() {
    return SampleMessages.all();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsBackWhatItWrote(SpecificRecord message) throws Exception {
    byte[] bytes = Wire.encode(message);
    assertThat(bytes).startsWith(0xC3, 0x01);
    assertThat(Wire.decode(message.getClass(), bytes)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void refusesEveryTruncation(SpecificRecord message) {
    byte[] bytes = Wire.encode(message);
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Wire.decode(message.getClass(), part))
          .isInstanceOf(UnreadableMessageException.class);
    }
  }

  @Test
  void refusesBytesLeftOver() {
    byte[] bytes = Wire.encode(SampleMessages.layoutJob());
    assertUnreadable(Arrays.copyOf(bytes, bytes.length + 1), "bytes are left over");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FEFFFFFF0E", // an id of 2 GB
        "00 00 00 02 02 FEFFFFFF0E", // 2 billion objects
        "00 00 00 02 02 FDFFFFFF0E 02", // the same, as a block with a size
        "FFFFFFFFFFFFFFFFFFFF01", // a number that never ends
        "01" // a negative length
      })
  void doesNotBelieveAHostileLength(String claim) {
    byte[] record = HexFormat.of().parseHex(claim.replace(" ", ""));
    byte[] header = Arrays.copyOf(Wire.encode(SampleMessages.layoutJob()), 10);
    byte[] bytes = ByteBuffer.allocate(10 + record.length).put(header).put(record).array();
    assertUnreadable(bytes, "truncated or damaged");
  }

  @Test
  void namesTheFingerprintOfAnUnknownSchema() {
    byte[] training = Wire.encode(SampleMessages.all().get(5));
    assertUnreadable(training, "was written with an unknown schema (fingerprint ");
    assertThatThrownBy(() -> Wire.decode(LayoutJob.class, training))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("update this program and redrive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "[1]", "\u0001\u0002"})
  void namesTheFirstByteOfGarbage(String garbage) {
    String first = String.format("%02X", (int) garbage.charAt(0));
    assertUnreadable(garbage.getBytes(UTF_8), "this one starts with " + first + ".");
  }

  @Test
  void readsConfluentFramingWithAConfiguredId() throws Exception {
    var ids = RegistrySchemas.parse("17=LayoutJob");
    var job = SampleMessages.layoutJob();
    assertThat(Wire.decode(LayoutJob.class, confluent(17, job), ids)).isEqualTo(job);
  }

  @Test
  void saysWhereToConfigureAnUnknownRegistryId() throws Exception {
    byte[] bytes = confluent(18, SampleMessages.layoutJob());
    assertUnreadable(bytes, "id 18 is not configured; add it to DETDIFFUSION_SCHEMA_IDS");
  }

  @Test
  void refusesARegistryIdOfAnotherMessage() throws Exception {
    var ids = RegistrySchemas.parse("17=TrainingProgress");
    byte[] bytes = confluent(17, SampleMessages.layoutJob());
    assertThatThrownBy(() -> Wire.decode(LayoutJob.class, bytes, ids))
        .hasMessageContaining("id 17 stands for TrainingProgress");
  }

  @Test
  void refusesRegistryIdsItCannotParse() {
    assertThatThrownBy(() -> RegistrySchemas.parse("17=NoSuchMessage"))
        .hasMessageContaining("contains \"17=NoSuchMessage\"; write id=MessageName");
    assertThat(RegistrySchemas.NONE.byId()).isEqualTo(Map.of());
  }

  private static byte[] confluent(int id, SpecificRecord message) throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<SpecificRecord>(message.getSchema()).write(message, encoder);
    return bytes.toByteArray();
  }

  private static void assertUnreadable(byte[] bytes, String why) {
    assertThatThrownBy(() -> Wire.decode(LayoutJob.class, bytes, RegistrySchemas.NONE))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageContaining(why)
        .hasMessageEndingWith(".");
  }
}
