package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutIdsTest {
  @Test
  void theJobIsReadBackFromTheIdOfItsLayout() {
    assertThat(LayoutIds.of("night-1", 42)).isEqualTo("night-1-00042");
    assertThat(LayoutIds.job("night-1-00042")).contains("night-1");
    assertThat(LayoutIds.job(LayoutIds.of("night", 123_456))).contains("night");
  }

  @Test
  void anIdOfAnotherFormTellsOfNoJob() {
    assertThat(LayoutIds.job("drawn")).isEmpty();
    assertThat(LayoutIds.job("-1")).isEmpty();
    assertThat(LayoutIds.job("night-1-")).isEmpty();
  }
}
