package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.perception.data.formats.DataFormat.COCO;
import static org.detdiffusion.perception.data.formats.DataFormat.VOC;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoFormatTest {
  @TempDir Path folder;

  private JsonNode converted(String json) throws Exception {
    Path file = SmallSets.write(folder.resolve("in/all.json"), json);
    SmallSets.convert(COCO, file, COCO, folder.resolve("out"));
    return SmallSets.json(folder.resolve("out/annotations/instances.json"));
  }

  @Test
  void fieldsThatAreNotUnderstoodStayWhereTheyWere() throws Exception {
    SmallSets.coco(folder.resolve("in"));
    JsonNode out = converted(SmallSets.COCO);
    assertThat(out.at("/info/year").asInt()).isEqualTo(2026);
    assertThat(out.at("/licenses/0/name").asText()).isEqualTo("MIT");
    assertThat(out.at("/images/0/license").asInt()).isEqualTo(3);
    assertThat(out.at("/categories/0/supercategory").asText()).isEqualTo("kitchen");
    assertThat(out.at("/annotations/0/attributes/hard").asBoolean()).isTrue();
    assertThat(out.at("/annotations/0/area").asDouble()).isEqualTo(300.5);
    assertThat(out.at("/annotations/1/iscrowd").asInt()).isEqualTo(1);
    assertThat(out.at("/annotations/1/segmentation/counts").asText()).isEqualTo("abc");
  }

  @Test
  void segmentationsKeepTheirDigits() throws Exception {
    SmallSets.coco(folder.resolve("in"));
    converted(SmallSets.COCO);
    assertThat(Files.readString(folder.resolve("out/annotations/instances.json")))
        .contains("[[10.250,20.5,40,20.5,40,36.5]]", "\"ratio\":1.50");
  }

  @Test
  void idsOfTheSourceStayWhenTheyAreUsable() throws Exception {
    SmallSets.coco(folder.resolve("in"));
    JsonNode out = converted(SmallSets.COCO);
    assertThat(out.at("/images/0/id").asInt()).isEqualTo(20);
    assertThat(out.at("/categories/2/id").asInt()).isEqualTo(8);
    assertThat(out.at("/annotations/0/id").asInt()).isEqualTo(5);
    assertThat(out.at("/annotations/0/image_id").asInt()).isEqualTo(20);
  }

  @Test
  void idsThatStartAtZeroStartAtOneAfterwards() throws Exception {
    JsonNode out =
        converted(
            """
            {"images": [{"id": 0, "file_name": "a.jpg", "width": 9, "height": 9},
                        {"id": 4, "file_name": "b.jpg", "width": 9, "height": 9}],
             "categories": [{"id": 0, "name": "cup"}],
             "annotations": [{"id": 0, "image_id": 4, "category_id": 0, "bbox": [1, 1, 2, 2]}]}
            """);
    assertThat(out.at("/images/0/id").asInt()).isEqualTo(1);
    assertThat(out.at("/annotations/0/id").asInt()).isEqualTo(1);
    assertThat(out.at("/annotations/0/image_id").asInt()).isEqualTo(2);
    assertThat(out.at("/annotations/0/category_id").asInt()).isEqualTo(1);
    assertThat(out.at("/annotations/0/area").asDouble()).isEqualTo(4);
  }

  @Test
  void idsFromOtherFormatsStartAtOneAndEmptyImagesAreListed() throws Exception {
    SmallSets.convert(COCO, SmallSets.coco(folder.resolve("in")), VOC, folder.resolve("voc"));
    SmallSets.convert(VOC, folder.resolve("voc"), COCO, folder.resolve("out"));
    JsonNode out = SmallSets.json(folder.resolve("out/annotations/instances.json"));
    assertThat(out.at("/images").findValuesAsText("id")).containsExactly("1", "2", "3");
    assertThat(out.at("/annotations").findValuesAsText("id")).containsExactly("1", "2", "3");
    assertThat(out.at("/categories").findValuesAsText("id")).containsExactly("1", "2", "3");
    assertThat(out.at("/images").findValuesAsText("file_name")).contains("empty.png");
  }

  @Test
  void sizesAreReadFromHeadersOnlyWhenTheFileDoesNotTellThem() throws Exception {
    SmallSets.coco(folder.resolve("in"));
    SmallSets.image(folder.resolve("in/images/a.png"), 5, 5);
    WholeDataSet data = SmallSets.read(COCO, folder.resolve("in"));
    assertThat(data.images()).extracting(ImageEntry::width).containsExactly(64, 64, 30);
  }
}
