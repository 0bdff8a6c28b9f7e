package org.detdiffusion.networks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.detdiffusion.networks.diffusion.LocationEmbedding;
import org.detdiffusion.networks.diffusion.TextEncoderGroups;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.golden.GoldenSchedules;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** What training starts from and how fast it goes, against diffusers and GeoDiffusion. */
class ScheduleGoldenTest {

  private final SafeTensors golden = Golden.tensors("optim/optim.safetensors");
  private final JsonNode json = Golden.json("optim/optim.json");

  ScheduleGoldenTest() throws IOException {}

  @Test
  void learningRatesFollowDiffusersSchedules() {
    double worst = NOTHING;
    for (JsonNode schedule : json.get("lr")) {
      double base = schedule.get("base_lr").asDouble();
      String name = schedule.get("name").asText();
      LearningRate rate = GoldenSchedules.of(name, schedule.get("warmup").asInt(), base, schedule);
      JsonNode used = schedule.get("lr_used_at_step");
      for (int i = 0; i < used.size(); i++) {
        double actual = base * rate.factor(i, schedule.get("total").asInt());
        worst = Math.max(worst, Math.abs(actual - used.get(i).asDouble()) / base);
      }
    }
    assertWithin("learning rates, of the base", worst, 1e-12);
  }

  @Test
  void parametersFallIntoGeoDiffusionsGroups() {
    Pattern pattern = Pattern.compile("param_groups_lrd\\.layers(\\d+)\\.decay([0-9.]+)");
    int compared = 0;
    for (Map.Entry<String, JsonNode> named : json.properties()) {
      Matcher matcher = pattern.matcher(named.getKey());
      if (!matcher.matches()) {
        continue;
      }
      int layers = Integer.parseInt(matcher.group(1));
      double decay = Double.parseDouble(matcher.group(2));
      List<ParameterGroup> groups = new TextEncoderGroups(layers, 1, decay).groups();
      for (JsonNode expected : named.getValue()) {
        for (JsonNode parameter : expected.get("params")) {
          compared++;
          int index =
              new TextEncoderGroups(layers, 1, decay)
                  .groupOf("text_encoder." + parameter.asText(), shapeOf(parameter.asText()));
          ParameterGroup group = groups.get(index);
          assertThat(group.name()).isEqualTo(expected.get("name").asText());
          assertThat(group.decayed()).isEqualTo(expected.get("weight_decay").asDouble() > 0);
          assertThat(group.rate())
              .isCloseTo(expected.get("lr_scale").asDouble(), Offset.offset(1e-15));
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private static long[] shapeOf(String name) {
    boolean vector = name.endsWith(".bias") || name.contains("norm");
    return vector ? new long[] {8} : new long[] {8, 8};
  }

  @Test
  void locationTokensStartFromTheTwoDimensionalWaves() throws IOException {
    Pattern pattern = Pattern.compile("sincos2d\\.dim(\\d+)\\.grid(\\d+)x(\\d+)");
    double worst = NOTHING;
    for (String name : golden.names()) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        int width = Integer.parseInt(matcher.group(1));
        int first = Integer.parseInt(matcher.group(2));
        double[] expected = golden.doubles(name);
        for (int i = 0; i < expected.length; i++) {
          int place = i / width;
          double value = LocationEmbedding.value(place % first, place / first, i % width, width);
          worst = Math.max(worst, Math.abs(value - expected[i]));
        }
      }
    }
    assertWithin("location embedding", worst, 1e-12);
  }
}
