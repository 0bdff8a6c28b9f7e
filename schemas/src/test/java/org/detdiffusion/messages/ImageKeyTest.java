package org.detdiffusion.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageKeyTest {
  @Test
  void imagesOfTwoDataSetsNeverShareAKey() {
    assertThat(ImageKey.of("cells", "1"))
        .isEqualTo("cells/1")
        .isNotEqualTo(ImageKey.of("cats", "1"));
    assertThat(ImageKey.of("a/b", "c")).isNotEqualTo(ImageKey.of("a", "b/c"));
    assertThat(ImageKey.of("a/b", "c")).isNotEqualTo(ImageKey.of("a%2Fb", "c"));
  }

  @Test
  void aKeyTellsItsDataSet() {
    assertThat(ImageKey.isOf("a", ImageKey.of("a", "b/c"))).isTrue();
    assertThat(ImageKey.isOf("a", ImageKey.of("a/b", "c"))).isFalse();
    assertThat(ImageKey.isOf("a", ImageKey.of("ab", "c"))).isFalse();
  }
}
