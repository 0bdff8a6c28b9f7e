package org.detdiffusion.perception.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the prompts of GeoDiffusion's data sets and generation code. */
class PromptGoldenTest {
  @Test
  void everyPromptIsTheSame() throws IOException {
    int compared = 0;
    for (JsonNode node : GoldenLayouts.read().get("cases")) {
      LocationTokens locations = GoldenLayouts.locations(node);
      Prompt prompt =
          node.get("kind").asText().equals("nuimages")
              ? Prompt.nuImages(locations, node.get("camera").asText())
              : Prompt.cocoStuff(locations);
      assertThat(prompt.text(GoldenLayouts.layout(node))).isEqualTo(node.get("text").asText());
      compared++;
    }
    assertThat(compared).isPositive();
    System.out.println("prompts: " + compared + " equal, worst error 0");
  }

  @Test
  void everyPointGetsTheSameToken() throws IOException {
    JsonNode points = GoldenLayouts.read().get("tokenize_coordinates");
    for (JsonNode node : points) {
      int index =
          GoldenLayouts.locations(node)
              .indexOfShare(node.get("x").asDouble(), node.get("y").asDouble());
      assertThat(LocationTokens.token(index)).isEqualTo(node.get("token").asText());
    }
    System.out.println("location tokens: " + points.size() + " equal, worst error 0");
  }

  @Test
  void everyListOfBoxesIsEncodedTheSame() throws IOException {
    JsonNode lists = GoldenLayouts.read().get("bbox_encode");
    for (JsonNode node : lists) {
      assertThat(encode(node)).isEqualTo(node.get("encoded").asText());
    }
    System.out.println("encoded boxes: " + lists.size() + " equal, worst error 0");
  }

  /** The generation code keeps double precision, so boxes go in as shares. */
  private static String encode(JsonNode node) {
    PromptForm form =
        node.get("dataset").asText().equals("nuimages")
            ? PromptForm.NU_IMAGES
            : PromptForm.COCO_STUFF;
    LocationTokens locations = GoldenLayouts.locations(node);
    List<String> parts = new ArrayList<>();
    for (JsonNode index : node.get("order_after_shuffle")) {
      JsonNode box = node.get("boxes").get(index.asInt());
      parts.add(form.classText(box.get(0).asText()));
      for (int corner = 1; corner < 5; corner += 2) {
        double x = box.get(corner).asDouble();
        double y = box.get(corner + 1).asDouble();
        parts.add(LocationTokens.token(locations.indexOfShare(x, y)));
      }
    }
    return String.join(" ", parts);
  }
}
