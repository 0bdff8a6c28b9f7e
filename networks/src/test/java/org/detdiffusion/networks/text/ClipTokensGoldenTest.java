package org.detdiffusion.networks.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.detdiffusion.networks.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Token ids against transformers' CLIPTokenizer. The vocabulary is CLIP's own, not shipped. */
@EnabledIfSystemProperty(
    named = "clip.vocabulary",
    matches = ".+",
    disabledReason =
        "needs CLIP's vocabulary: -Dclip.vocabulary=FILE, openai/CLIP's bpe_simple_vocab_16e6.txt.gz"
            + " or a tokenizer folder")
class ClipTokensGoldenTest {

  private static final int LIMIT = 77;

  private final JsonNode golden = Golden.json("layout/clip_tokens.json");
  private final ClipTokenizer tokenizer =
      ClipTokenizer.read(Path.of(System.getProperty("clip.vocabulary")));

  ClipTokensGoldenTest() throws IOException {}

  @Test
  void plainTextsHaveTheIdsOfTransformers() {
    assertThat(tokenizer.size()).isEqualTo(golden.path("vocabulary").path("size").asInt());
    compare(tokenizer, golden.get("plain"), "plain texts");
  }

  @Test
  void promptsWithPlacesHaveTheIdsOfTransformers() {
    for (var grid : golden.get("with_location_tokens").properties()) {
      int count = grid.getValue().get("count").asInt();
      ClipTokenizer located =
          tokenizer.with(IntStream.range(0, count).mapToObj(i -> "<l" + i + ">").toList());
      assertThat(located.size()).isEqualTo(grid.getValue().get("vocab_size").asInt());
      compare(located, grid.getValue().get("prompts"), "prompts on a grid of " + grid.getKey());
    }
  }

  private static void compare(ClipTokenizer tokenizer, JsonNode texts, String what) {
    assertThat(texts).isNotEmpty();
    int wrong = 0;
    for (JsonNode text : texts) {
      long[] expected =
          StreamSupport.stream(text.get("input_ids").spliterator(), false)
              .mapToLong(JsonNode::asLong)
              .toArray();
      long[] actual = tokenizer.encode(text.get("text").asText(), LIMIT);
      if (!Arrays.equals(actual, expected)) {
        System.out.println("wrong: " + text.get("text"));
        wrong++;
      }
    }
    System.out.printf("%s: %d of %d have other ids%n", what, wrong, texts.size());
    assertThat(wrong).isZero();
  }
}
