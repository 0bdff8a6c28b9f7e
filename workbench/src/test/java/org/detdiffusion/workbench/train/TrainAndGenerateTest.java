package org.detdiffusion.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.testing.TinyStableDiffusion;
import org.detdiffusion.workbench.cli.CommandLines;
import org.detdiffusion.workbench.cli.Invocation;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs train-generator and generate on a small model and three images in COCO's format. */
class TrainAndGenerateTest {
  private static final String COCO =
      """
      {"images": [{"id": 7, "file_name": "a.png", "width": 160, "height": 120},
                  {"id": 8, "file_name": "b.png", "width": 160, "height": 120},
                  {"id": 9, "file_name": "empty.png", "width": 160, "height": 120}],
       "categories": [{"id": 4, "name": "car"}],
       "annotations": [
         {"id": 1, "image_id": 7, "category_id": 4, "bbox": [20, 0, 80, 60], "attribute": "hard"},
         {"id": 2, "image_id": 7, "category_id": 4, "bbox": [0, 60, 40, 60], "attribute": "easy",
          "segmentation": [[0, 60, 40, 60, 40, 120, 0, 120]]},
         {"id": 3, "image_id": 8, "category_id": 4, "bbox": [80, 60, 80, 60]}]}
      """;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeModelAndData() throws IOException {
    TinyStableDiffusion.copyTo(directory.resolve("tiny"));
    Files.writeString(directory.resolve("data.json"), COCO);
    writeImage("a.png", 160);
    writeImage("b.png", 160);
  }

  private void writeImage(String name, int width) throws IOException {
    byte[] rgb = new byte[width * 120 * 3];
    new java.util.SplittableRandom(name.hashCode()).nextBytes(rgb);
    Files.write(directory.resolve(name), ImageFiles.png(new PixelImage(width, 120, rgb)));
  }

  @Test
  void aTrainedModelDrawsTheLayoutsOfAFile() throws Exception {
    Path model = train("run", "--steps", "3");
    generate(model, "hard", "--images", "3");
    assertThat(out.toString()).contains("3 images made");
    JsonNode coco = annotations();
    assertThat(coco.path("info").path("synthetic").asBoolean()).isTrue();
    assertThat(coco.path("images")).hasSize(3);
    assertThat(coco.path("images").get(0).path("prompt").asText())
        .isEqualTo("An image with car <l0> <l10> <hard> car <l8> <l13> <hard>");
    assertThat(coco.path("annotations").get(0).path("attribute").asText()).isEqualTo("hard");
    assertThat(coco.path("annotations").get(0).path("bbox").toString()).isEqualTo("[8,0,32,32]");
    for (int i = 1; i <= 3; i++) {
      assertThat(directory.resolve("made/images/00000" + i + ".png")).isNotEmptyFile();
    }
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    run(training("new", "--steps", "7", "--dry-run"));
    assertThat(out.toString()).contains("Would write", "a model of 7 steps, from 2 images.");
    assertThat(directory.resolve("new")).doesNotExist();

    Path model = train("run", "--steps", "1");
    generate(model, "hard", "--images", "3", "--dry-run", "--json");
    assertThat(out.toString()).contains("\"made\" : 3");
    assertThat(directory.resolve("made")).doesNotExist();

    Path file = directory.resolve("unet.pt");
    String tiny = directory.resolve("tiny").toString();
    run("compile", "--model", tiny, "--part", "unet", "--out", file.toString(), "--dry-run");
    assertThat(out.toString()).contains("Would write " + file);
    assertThat(file).doesNotExist();
  }

  @Test
  void whatIsThereIsNotMadeAgain() throws Exception {
    Path model = train("run", "--steps", "1");
    generate(model, "origin", "--images", "2");
    Path first = directory.resolve("made/images/000001.png");
    byte[] before = Files.readAllBytes(first);
    Files.delete(first);
    out.getBuffer().setLength(0);
    generate(model, "origin", "--images", "2");
    assertThat(out.toString()).contains("1 images made");
    assertThat(Files.readAllBytes(first)).isEqualTo(before);
    assertThatThrownBy(() -> generate(model, "easy", "--images", "2"))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("has images of another generator or other options");
  }

  @Test
  void aRunThatBrokeOffGoesOnToTheSameModel() throws Exception {
    Path undisturbed = train("whole", "--batch", "1", "--steps", "4");
    writeImage("a.png", 80);
    assertThatThrownBy(() -> train("broken", "--batch", "1", "--steps", "4"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'a.png' has 80x120 pixels where its annotation says 160x120");
    try (Stream<Path> left = Files.list(directory.resolve("broken"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.matches("step-[1-3]"));
    }
    writeImage("a.png", 160);
    Path resumed = train("broken", "--batch", "1", "--steps", "4");
    assertThat(resumed.getFileName()).isEqualTo(undisturbed.getFileName());
    try (Stream<Path> left = Files.list(directory.resolve("broken"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("command.txt", "model.txt", "models");
    }
  }

  @Test
  void fewerImagesThanThereAreAreRefused() throws Exception {
    Path model = train("run", "--steps", "1");
    generate(model, "origin", "--images", "2");
    assertThatThrownBy(() -> generate(model, "origin", "--images", "1"))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("has 1 images more than the 1 asked for");
    assertThat(directory.resolve("made/images/000002.png")).isNotEmptyFile();
  }

  @Test
  void aRunDoesNotGoOnFromAnotherModel() throws Exception {
    writeImage("a.png", 80);
    assertThatThrownBy(() -> train("broken", "--batch", "1", "--steps", "4"))
        .hasMessageContaining("'a.png' has 80x120 pixels");
    writeImage("a.png", 160);
    Path config = directory.resolve("tiny/scheduler/scheduler_config.json");
    Files.writeString(config, Files.readString(config) + "\n");
    assertThatThrownBy(() -> train("broken", "--batch", "1", "--steps", "4"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tiny: is not the model that the run in")
        .hasMessageContaining("began with: bring that one back, or begin anew");
  }

  @Test
  void aFileInPlaceOfADirectoryIsWrongUsage() throws Exception {
    Files.writeString(directory.resolve("run"), "");
    assertThat(parse(training("run", "--steps", "1"))).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("/run' is a file; name a directory.");
  }

  @Test
  void aFinishedRunIsNotTrainedAgainAndAnotherIsRefused() throws Exception {
    Path model = train("run", "--steps", "1");
    assertThat(train("run", "--steps", "1")).isEqualTo(model);
    assertThat(out.toString()).contains("This was trained before: " + model);
    assertThatThrownBy(() -> train("run", "--steps", "1", "--lambda", "0"))
        .hasMessageContaining("was begun with other options");
  }

  @Test
  void classesThatTheGeneratorWasNotShownAreRefused() throws Exception {
    Path model = train("run", "--steps", "1");
    Files.writeString(directory.resolve("data.json"), COCO.replace("\"car\"", "\"bus\""));
    assertThatThrownBy(() -> generate(model, "hard"))
        .hasMessageContaining("has objects of [bus], which the generator was not shown; it knows");
  }

  @Test
  void optionsThatCanNotBeAreWrongUsage() {
    assertThat(parse(training("run", "--steps", "0"))).isEqualTo(new Invocation.Answered(2));
    assertThat(parse(training("run", "--steps", "1", "--null-prompts", "2")))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(
            parse(
                "generate", "--model", directory.toString(), "--layouts", "no.json", "--out", "x"))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString())
        .contains("--steps must be at least 1")
        .contains("--null-prompts must be 0 to 1")
        .contains("--layouts: there is no file 'no.json'");
  }

  private Path train(String name, String... more) throws Exception {
    run(training(name, more));
    String printed = out.toString().strip();
    return Path.of(printed.substring(printed.lastIndexOf(' ') + 1));
  }

  private String[] training(String name, String... more) {
    List<String> words = new ArrayList<>(List.of("train-generator", "--size", "64"));
    words.addAll(List.of("--model", directory.resolve("tiny").toString(), "--locations", "4x4"));
    words.addAll(List.of("--coco", directory.resolve("data.json").toString()));
    words.addAll(List.of("--out", directory.resolve(name).toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void generate(Path model, String attributes, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("generate", "--model", model.toString()));
    words.addAll(List.of("--layouts", directory.resolve("data.json").toString(), "--steps", "2"));
    words.addAll(List.of("--out", directory.resolve("made").toString()));
    words.addAll(List.of("--attributes", attributes));
    words.addAll(List.of(more));
    run(words.toArray(String[]::new));
  }

  private void run(String... words) throws Exception {
    Invocation invocation = parse(words);
    assertThat(invocation).as(err.toString()).isInstanceOf(Invocation.Work.class);
    ((Invocation.Work) invocation)
        .task()
        .run(new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private Invocation parse(String... words) {
    return CommandLines.parse(words, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private JsonNode annotations() throws IOException {
    Path file = directory.resolve("made/annotations/instances.json");
    return new ObjectMapper().readTree(file.toFile());
  }
}
