package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.workbench.label.LabelOptions;
import org.detdiffusion.workbench.label.LabelRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {
  @TempDir Path directory;
  private final StringWriter err = new StringWriter();

  @Test
  void keepsDetectionsBesideTheLabels() {
    LabelRequest request = request("--detector", here(), "--voc", here());

    assertThat(request.detections()).isEqualTo(directory.resolve("labels.detections.json"));
    assertThat(request.format()).isEqualTo(DataFormat.VOC);
    assertThat(request.rule().gamma()).isEqualTo(0.3);
    assertThat(request.rule().beta()).isEqualTo(0.6);
    assertThat(request.rule().classAware()).isFalse();
  }

  @Test
  void takesKeptDetectionsInPlaceOfADetector() throws IOException {
    Path kept = Files.writeString(directory.resolve("kept.json"), "[]");

    LabelRequest request =
        request("--detections", kept.toString(), "--coco", here(), "--class-aware");

    assertThat(request.detectors()).isEmpty();
    assertThat(request.detections()).isEqualTo(kept);
    assertThat(request.rule().classAware()).isTrue();
  }

  @Test
  void wrongUsageIsToldInOneSentence() {
    assertThat(complaint("--voc", here()))
        .isEqualTo("Name --detector, or --detections that were kept.");
    assertThat(complaint("--detector", here(), "--voc", here(), "--gamma", "2"))
        .isEqualTo("--gamma (2.0) and beta (0.6) must lie between 0 and 1.");
    assertThat(complaint("--detector", "/nowhere", "--voc", here()))
        .isEqualTo("--detector: there is no '/nowhere'.");
    assertThat(complaint("--detections", "/nowhere", "--voc", here()))
        .isEqualTo("--detections: there is no '/nowhere'.");
    assertThat(
            complaint(
                "--detector", here(), "--voc", here(), "--detections", here() + "/labels.json"))
        .startsWith("'" + directory.resolve("labels.json") + "' is named twice");
    assertThat(complaint("--detector", here(), "--voc", here(), "--coco", here()))
        .contains("mutually exclusive");
  }

  @Test
  void refusesToWriteWhatTheDataSetIsReadFrom() throws IOException {
    Path annotations = Files.createDirectory(directory.resolve("annotations"));
    Path listed = Files.writeString(annotations.resolve("instances_val.json"), "{}");
    Path xml = Files.writeString(directory.resolve("a.xml"), "");
    Path other = Files.writeString(directory.resolve("seen.json"), "[]");

    assertThat(complaint("--detector", here(), "--coco", here(), "--detections", listed.toString()))
        .isEqualTo(
            "'%s' is part of the data set %s: name another file to write."
                .formatted(listed, directory));
    assertThat(complaint("--detector", here(), "--voc", here(), "--detections", xml.toString()))
        .contains("is part of the data set");
    assertThat(
            request("--detector", here(), "--coco", here(), "--detections", other.toString())
                .detections())
        .isEqualTo(other);
  }

  private String here() {
    return directory.toString();
  }

  private LabelRequest request(String... arguments) {
    Invocation invocation = parse(arguments);
    assertThat(invocation).as(err.toString()).isInstanceOf(Invocation.Work.class);
    return ((LabelOptions) ((Invocation.Work) invocation).task()).request();
  }

  private String complaint(String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(parse(arguments)).isEqualTo(new Invocation.Answered(2));
    return err.toString().lines().findFirst().orElse("");
  }

  private Invocation parse(String... arguments) {
    List<String> line = new ArrayList<>(List.of("label"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--out", directory.resolve("labels.json").toString()));
    return CommandLines.parse(
        line.toArray(String[]::new),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true));
  }
}
