package org.detdiffusion.perception.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the loss masks of GeoDiffusion's data sets, computed there in single precision. */
class ForegroundMaskGoldenTest {
  @Test
  void everyMaskIsTheSame() throws IOException {
    int compared = 0;
    double worst = 0;
    for (JsonNode node : GoldenLayouts.read().get("cases")) {
      if (!node.get("mask_key").isNull()) {
        worst = Math.max(worst, error(node));
        compared++;
      }
    }
    System.out.printf("foreground masks: %d, worst error %.1e%n", compared, worst);
    assertThat(compared).isPositive();
    assertThat(worst).isLessThan(1e-6);
  }

  private static double error(JsonNode node) throws IOException {
    JsonNode size = node.get("feature_size_hw");
    float[] expected = GoldenLayouts.mask(node.get("mask_key").asText());
    float[] actual =
        rule(node).of(GoldenLayouts.layout(node), size.get(1).asInt(), size.get(0).asInt());
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    return worst;
  }

  private static ForegroundMask rule(JsonNode node) {
    JsonNode loss = node.get("foreground_loss");
    ForegroundMask rule =
        new ForegroundMask(
            ForegroundMask.Mode.valueOf(loss.get("mode").asText().toUpperCase(Locale.ROOT)),
            loss.get("weight").asDouble(),
            loss.get("norm").asBoolean(),
            Map.of());
    return node.get("kind").asText().equals("nuimages") ? rule.forNuImages() : rule;
  }
}
