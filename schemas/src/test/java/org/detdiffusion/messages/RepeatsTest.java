package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  @Test
  void ofTwoImagesMadeForOneLayoutTheFirstStands() {
    assertThat(table(Topics.SYNTHETIC_IMAGES)).containsExactly(Map.entry("id", "first"));
  }

  @Test
  void anImageImportedOrJudgedAnewReplacesTheOlder() {
    assertThat(table(Topics.ANNOTATED_IMAGES)).containsExactly(Map.entry("id", "second"));
    assertThat(table(Topics.ATTRIBUTE_RECORDS)).containsExactly(Map.entry("id", "second"));
  }

  private static Map<String, String> table(String topic) {
    Map<String, String> byId = new HashMap<>();
    Repeats.of(topic).add(byId, "id", "first");
    Repeats.of(topic).add(byId, "id", "second");
    return byId;
  }
}
