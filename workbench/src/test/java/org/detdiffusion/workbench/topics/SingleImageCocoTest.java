package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.workbench.page.PageMessages;
import org.junit.jupiter.api.Test;

class SingleImageCocoTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aSyntheticImageHasItsProvenance() throws Exception {
    JsonNode coco = JSON.readTree(SingleImageCoco.of(PageMessages.made("../layout", "job")));
    JsonNode image = coco.get("images").get(0);
    assertThat(image.get("file_name").asText()).doesNotContain("/").endsWith(".png");
    assertThat(image.get("prompt").asText()).isEqualTo("a hard boot");
    assertThat(image.get("synthetic").asBoolean()).isTrue();
    assertThat(coco.get("annotations").get(0).get("bbox").toString()).contains("1", "2", "3", "4");
    assertThat(coco.get("annotations").get(0).get("attribute").asText()).isEqualTo("hard");
  }

  @Test
  void aRealImageHasItsVerdicts() throws Exception {
    var judged = PageMessages.verdict("a", Difficulty.EASY).getObjects();
    JsonNode coco = JSON.readTree(SingleImageCoco.of(PageMessages.real("a.jpg"), judged));
    assertThat(coco.get("annotations").get(0).get("attribute").asText()).isEqualTo("easy");
    assertThat(coco.get("categories").get(0).get("name").asText()).isEqualTo("boot");
    assertThat(coco.get("images").get(0).get("width").asInt()).isEqualTo(8);
  }
}
