package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A labeller that writes while objects are judged again. */
class VerdictsTest {
  private static final String KEY = ImageKey.of("cells", "a");

  private final Verdicts verdicts =
      new Verdicts(
          new RelabelOptions(
              "", "cells", Optional.empty(), AttributeRule.standard(), Reporting.TEXT));

  @BeforeEach
  void judgeTheFirst() {
    read(record("first", 0.6));
    verdicts.replace(KEY, record("first", 0.9));
  }

  @Test
  void whatCameBeforeOursIsOverwrittenAndJudgedAsWell() {
    read(record("first", 0.6), record("labeller", 0.6), record("first", 0.9));

    assertThat(verdicts.isReadBack()).isTrue();
    assertThat(verdicts.overwritten()).containsExactly(KEY);
    assertThat(verdicts.newest(KEY)).contains(record("labeller", 0.6));
  }

  @Test
  void whatWasJudgedAsWellIsNotOverwrittenAgain() {
    List<AttributeRecord> topic =
        List.of(record("first", 0.6), record("labeller", 0.6), record("first", 0.9));
    read(topic.toArray(AttributeRecord[]::new));
    assertThat(verdicts.overwritten()).containsExactly(KEY);
    verdicts.replace(KEY, record("labeller", 0.9));
    assertThat(verdicts.isReadBack()).isFalse();

    read(topic.toArray(AttributeRecord[]::new));
    read(record("labeller", 0.9));
    assertThat(verdicts.isReadBack()).isTrue();
    assertThat(verdicts.overwritten()).isEmpty();
  }

  @Test
  void whatCameAfterOursStays() {
    read(record("first", 0.6), record("first", 0.9), record("labeller", 0.6));

    assertThat(verdicts.isReadBack()).isTrue();
    assertThat(verdicts.overwritten()).isEmpty();
  }

  @Test
  void onlyUnreadableRecordsOfTheDataSetAreTold() {
    readBytes(ImageKey.of("cells", "b"), "no record");
    readBytes(ImageKey.of("cells-2", "c"), "no record");

    assertThat(verdicts.unreadable()).hasSize(1);
  }

  private void read(AttributeRecord... records) {
    for (AttributeRecord record : records) {
      read(KEY, Wire.encode(record));
    }
  }

  private void readBytes(String key, String text) {
    read(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private void read(String key, byte[] value) {
    verdicts.accept(new Incoming(Topics.ATTRIBUTE_RECORDS, 0, 0, key, value, Map.of(), 1));
  }

  private static AttributeRecord record(String detector, double beta) {
    return AttributeRecord.newBuilder()
        .setImageId("a")
        .setDataSet("cells")
        .setSplit("train")
        .setWidth(64)
        .setHeight(64)
        .setObjects(List.of())
        .setDetector(detector)
        .setDetectorSha256("ab".repeat(32))
        .setGamma(0.3)
        .setBeta(beta)
        .build();
  }
}
