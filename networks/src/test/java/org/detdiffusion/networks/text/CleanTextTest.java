package org.detdiffusion.networks.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

  @Test
  void wordsAreLowerCaseWithOneBlankBetween() {
    assertThat(CleanText.of("  A\u00a0Red\t\nCar ")).isEqualTo("a red car");
  }

  @Test
  void typographicFormsBecomePlainOnes() {
    assertThat(CleanText.of("\ufb01sh \u201cup\u201d don\u2019t \uff21\uff22"))
        .isEqualTo("fish \"up\" don't ab");
    assertThat(CleanText.of("e\u0301")).isEqualTo("\u00e9");
  }

  @Test
  void entitiesAreReadUnlessThereIsMarkup() {
    assertThat(CleanText.of("a &amp;amp; b &#65;&#x42; &unknown;")).isEqualTo("a & b ab &unknown;");
    assertThat(CleanText.of("<b> &amp;")).isEqualTo("<b> &amp;");
  }

  @Test
  void whatCannotBeSeenGoes() {
    assertThat(CleanText.of("a\u0000b\u001b[31mc\u0080")).isEqualTo("abc\u20ac");
  }
}
