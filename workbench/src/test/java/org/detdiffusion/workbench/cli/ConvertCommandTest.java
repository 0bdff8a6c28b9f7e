package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  private static final String COCO =
      """
      {"images": [{"id": 1, "file_name": "a.jpg", "width": 100, "height": 100},
                  {"id": 2, "file_name": "b.jpg", "width": 100, "height": 100}],
       "categories": [{"id": 7, "name": "cup"}],
       "annotations": [
         {"id": 1, "image_id": 1, "category_id": 7, "bbox": [10, 10, 20, 20]},
         {"id": 2, "image_id": 1, "category_id": 7, "bbox": [10, 10, 0, 20]}]}
      """;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path source;
  private Path target;

  @BeforeEach
  void writeCoco() throws IOException {
    source = Files.writeString(directory.resolve("all.json"), COCO);
    target = directory.resolve("voc");
  }

  @Test
  void writesTheDataSetAndReportsInJson() throws IOException {
    assertThat(convert("--images", "none", "--json")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("images").asInt()).isEqualTo(2);
    assertThat(report.get("imagesWithoutObjects").asInt()).isEqualTo(1);
    assertThat(report.at("/classes/cup").asInt()).isEqualTo(1);
    assertThat(report.at("/dropped/boxes without area").asInt()).isEqualTo(1);
    assertThat(target.resolve("Annotations/b.xml")).exists();
    assertThat(target.resolve("JPEGImages")).doesNotExist();
  }

  @Test
  void tellsInTextWhatWasLeftOut() {
    assertThat(convert()).isZero();
    assertThat(out.toString())
        .contains("2 images (1 without objects), 1 objects of 1 classes")
        .contains("Left out:", "boxes without area", "annotation 2 of")
        .contains("images without a file");
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    assertThat(convert("--dry-run")).isZero();
    assertThat(out.toString()).startsWith("Would write");
    try (var entries = Files.list(directory)) {
      assertThat(entries).containsExactly(source);
    }
  }

  @Test
  void aSecondRunIsRefusedInOneSentence() {
    assertThat(convert()).isZero();
    assertThat(convert()).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("is there already");
  }

  @Test
  void wrongUsageIsNamed() {
    assertThat(convert("--images", "move")).isEqualTo(2);
    assertThat(run("convert", "--from", "coco", source.toString())).isEqualTo(2);
    assertThat(run("convert", "--from", "csv", "x", "--to", "voc", "y")).isEqualTo(2);
    assertThat(err.toString()).contains("'move'", "--to", "--from: there is no 'x'");
  }

  private int convert(String... more) {
    String[] arguments = new String[7 + more.length];
    String[] fixed = {
      "convert", "--from", "coco", source.toString(), "--to", "voc", target.toString()
    };
    System.arraycopy(fixed, 0, arguments, 0, 7);
    System.arraycopy(more, 0, arguments, 7, more.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    var invocation =
        CommandLines.parse(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    return ((Invocation.Answered) invocation).exitCode();
  }
}
