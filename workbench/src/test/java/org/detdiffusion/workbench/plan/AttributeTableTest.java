package org.detdiffusion.workbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class AttributeTableTest {
  private final AttributeTable table = new AttributeTable();

  @Test
  void keepsImagesOfTwoDataSetsApartWhateverTheirKey() {
    table.accept(record("1", judged("cats", 64)));
    table.accept(record("1", judged("dogs", 64)));
    assertThat(table.of("cats", "train")).hasSize(1);
    assertThat(table.of("dogs", "train")).hasSize(1);
  }

  @Test
  void theNewestVerdictStands() {
    table.accept(record("1", judged("cats", 32)));
    table.accept(record("1", judged("cats", 64)));
    assertThat(table.of("cats", "train"))
        .singleElement()
        .satisfies(known -> assertThat(known.layout().width()).isEqualTo(64));
  }

  @Test
  void aTombstoneTakesAnImageOut() {
    table.accept(record(ImageKey.of("cats", "1"), judged("cats", 64)));
    table.accept(incoming(ImageKey.of("cats", "1"), null));
    assertThat(table.of("cats", "train")).isEmpty();
  }

  @Test
  void namesTheSplitsOfEveryDataSet() {
    table.accept(record("1", judged("dogs", 64)));
    table.accept(record("1", judged("cats", 64)));
    assertThat(table.splits()).isEqualTo(Map.of("cats", Set.of("train"), "dogs", Set.of("train")));
  }

  private static Incoming record(String key, AttributeRecord record) {
    return incoming(key, Wire.encode(record));
  }

  private static Incoming incoming(String key, byte[] value) {
    return new Incoming(Topics.ATTRIBUTE_RECORDS, 0, 0, key, value, Map.of(), 1);
  }

  private static AttributeRecord judged(String dataSet, int side) {
    return AttributeRecord.newBuilder()
        .setImageId("1")
        .setDataSet(dataSet)
        .setSplit("train")
        .setWidth(side)
        .setHeight(side)
        .setObjects(List.of())
        .setDetector("d")
        .setDetectorSha256("0")
        .setGamma(0.3)
        .setBeta(0.6)
        .build();
  }
}
