package org.detdiffusion.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainJsonTest {
  @Test
  void fillsInDefaults() throws Exception {
    var job = augmentation("{\"id\": \"night\", \"dataSet\": \"cells\"}");
    assertThat(job)
        .isEqualTo(AugmentationJob.newBuilder().setId("night").setDataSet("cells").build());
    assertThat(job.getStrategy()).isEqualTo(Strategy.HARD);
    assertThat(job.getSampling().getSteps()).isEqualTo(6);
    assertThat(job.getFocus()).isEqualTo(Focus.NONE);
    assertThat(job.getFilter()).isEqualTo(new LayoutFilter(0.0, 1, 24));
    assertThat(job.getJitter()).isEqualTo(new LayoutJitter(true, 10 / 64.0, 1.0, 1.25));
  }

  @Test
  void readsNestedRecordsEnumsAndNullables() throws Exception {
    String json =
        """
        {"id": "one", "layout": {"width": 64, "height": 64, "objects": [
          {"className": "platelet", "x": 1, "y": 2.5, "width": 8, "height": 9,
           "difficulty": "HARD", "mask": null}]}, "sampling": {"steps": 20}}
        """;
    var job = Wire.decode(LayoutJob.class, json.getBytes(UTF_8));
    var object = job.getLayout().getObjects().get(0);
    assertThat(object.getDifficulty()).isEqualTo(Difficulty.HARD);
    assertThat(object.getMask()).isNull();
    assertThat(object.getX()).isEqualTo(1.0);
    assertThat(job.getSampling()).isEqualTo(Sampling.newBuilder().setSteps(20).build());
  }

  @Test
  void aGateNeedsADetectorAlone() throws Exception {
    String json =
        """
        {"id": "r", "name": "d", "role": "DETECTOR", "dataSet": "cells", "steps": 600,
         "gate": {"detector": "00ff"}}
        """;
    var gate = Wire.decode(TrainingJob.class, json.getBytes(UTF_8)).getGate();
    assertThat(gate).isEqualTo(new QualityGate("00ff", 0.3, 0.6, true, 0.5, null, 0.5));
  }

  @Test
  void readsImagesAsBase64() throws Exception {
    String json =
        """
        {"id": "p", "dataSet": "d", "width": 1, "height": 1, "image": "AQID", "sha256": "",
         "objects": []}
        """;
    var image = Wire.decode(AnnotatedImageMessage.class, json.getBytes(UTF_8));
    assertThat(image.getImage().array()).containsExactly(1, 2, 3);
    assertThat(image.getObjects()).isEqualTo(List.of());
  }

  @Test
  void anImageMayLieInAStore() throws Exception {
    var stored = SampleMessages.storedImage().getStored();
    String json =
        """
        {"id": "p", "dataSet": "d", "width": 1, "height": 1, "sha256": "%2$s", "objects": [],
         "stored": {"key": "%1$s", "sha256": "%2$s", "bytes": 300000}}
        """
            .formatted(stored.getKey(), stored.getSha256());
    var image = Wire.decode(AnnotatedImageMessage.class, json.getBytes(UTF_8));
    assertThat(image.getStored()).isEqualTo(stored);
    assertThat(image.getImage().remaining()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": "a"}                                       | the field "dataSet" is missing
          {"id": "a", "dataSet": "d", "image": 3}           | unknown field "image"
          {"id": "a", "dataSet": "d", "images": "3"}        | "images" must be a whole number but is 3
          {"id": "a", "dataSet": "d", "images": 3.5}        | "images" must be a whole number but is 3.5
          {"id": "a", "dataSet": "d", "images": 3000000000} | "images" must be a whole number
          {"id": "a", "dataSet": null}                      | "dataSet" must be a string but is null
          {"id": "a", "dataSet": "d", "strategy": "hard"}   | must be one of ORIGIN, EASY, HARD but is hard
          {"id": "a", "dataSet": "d", "focus": "RARE"}      | must be one of NONE, RARE_CLASSES
          {"id": "a", "dataSet": "d", "sampling": {"step": 2}} | unknown field "sampling.step"
          {"id": "a", "dataSet": "d", "sampling": []}       | "sampling" must be an object but is array
          {"id": "a", "id": "b", "dataSet": "d"}            | the JSON is broken
          {"id": "a", "dataSet": "d"} {}                    | the JSON is broken
          {"id": "a", "dataSet"                             | the JSON is broken
          """)
  void saysWhatIsWrongInOneSentence(String json, String why) {
    assertThatThrownBy(() -> augmentation(json))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageStartingWith("The message is no readable AugmentationJob: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith(".");
  }

  @Test
  void refusesJsonOfAThousandLevels() {
    String deep = "{\"id\": " + "[".repeat(100_000);
    assertThatThrownBy(() -> augmentation(deep)).isInstanceOf(UnreadableMessageException.class);
  }

  private static AugmentationJob augmentation(String json) throws UnreadableMessageException {
    return Wire.decode(AugmentationJob.class, json.getBytes(UTF_8));
  }
}
