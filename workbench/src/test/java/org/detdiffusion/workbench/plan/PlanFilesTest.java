package org.detdiffusion.workbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {
  private static final String IMAGE =
      "{\"id\":%1$d,\"file_name\":\"%1$d.jpg\",\"width\":640,\"height\":480}";
  private static final String OBJECT =
      "{\"id\":%1$d,\"image_id\":%2$d,\"category_id\":7,\"bbox\":[%3$d,20,100,80],\"attribute\":\"%4$s\"}";

  @TempDir Path directory;
  private Path labels;

  @BeforeEach
  void label() throws Exception {
    labels =
        Files.writeString(
            directory.resolve("labels.json"),
            "{\"images\":[%s,%s],\"annotations\":[%s,%s,%s],\"categories\":[{\"id\":7,\"name\":\"dog\"}]}"
                .formatted(
                    IMAGE.formatted(1),
                    IMAGE.formatted(2),
                    OBJECT.formatted(1, 1, 10, "easy"),
                    OBJECT.formatted(2, 2, 30, "hard"),
                    OBJECT.formatted(3, 2, 300, "easy")));
  }

  @Test
  void aFileIsPlannedFromAsTheRecordsOfTheSameImages() throws Exception {
    AugmentationJob job = job(Strategy.ORIGIN, LayoutSource.NEW, 12);
    Path out = directory.resolve("plan.json");
    run(job, out, Reporting.TEXT);

    WholeDataSet plan = WholeDataSet.read(DataFormat.COCO, out, (doing, done, all) -> {});
    List<List<Box>> boxes = new ArrayList<>();
    for (ImageEntry image : plan.images()) {
      boxes.add(image.objects().stream().map(object -> object.box()).toList());
    }
    assertThat(boxes)
        .isEqualTo(
            JobPlan.layouts(job, known()).stream()
                .map(layout -> layout.objects().stream().map(LayoutObject::box).toList())
                .toList());
    assertThat(plan.classes().get(0).id()).isEqualTo(7);
  }

  @Test
  void theSamePlanIsTheSameBytes() throws Exception {
    AugmentationJob job = job(Strategy.HARD, LayoutSource.NEW, 5);
    run(job, directory.resolve("one.json"), Reporting.TEXT);
    run(job, directory.resolve("two.json"), Reporting.TEXT);
    assertThat(directory.resolve("one.json")).hasSameBinaryContentAs(directory.resolve("two.json"));
  }

  @Test
  void strategyAndBudgetAreKept() throws Exception {
    Path out = directory.resolve("plan.json");
    String told = run(job(Strategy.HARD, LayoutSource.COPIED, 3), out, Reporting.TEXT);
    assertThat(told).contains("3 layouts", "after 2 images", "strategy hard, layouts copied");
    WholeDataSet plan = WholeDataSet.read(DataFormat.COCO, out, (doing, done, all) -> {});
    assertThat(plan.images()).hasSize(3);
    assertThat(plan.images().stream().flatMap(image -> image.objects().stream()))
        .allSatisfy(object -> assertThat(object.attribute()).contains(Attribute.HARD));
  }

  @Test
  void aDryRunPlansAndWritesNothing() throws Exception {
    String told =
        run(
            job(Strategy.HARD, LayoutSource.NEW, 4),
            directory.resolve("plan.json"),
            new Reporting(true, true));
    assertThat(told).contains("\"dryRun\" : true", "\"layouts\" : 4");
    assertThat(directory).isDirectoryNotContaining("glob:**plan.json");
  }

  @Test
  void aFocusOnWhatNobodyJudgedIsRefusedInOneSentence() throws Exception {
    Files.writeString(labels, Files.readString(labels).replaceAll(",\"attribute\":\"\\w+\"", ""));
    AugmentationJob job =
        AugmentationJob.newBuilder(job(Strategy.ORIGIN, LayoutSource.NEW, 4))
            .setFocus(Focus.HARD_OBJECTS)
            .build();
    assertThatThrownBy(() -> run(job, directory.resolve("plan.json"), Reporting.TEXT))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("focus HARD_OBJECTS needs objects judged easy or hard");
  }

  private static List<AnnotatedLayout> known() {
    return List.of(
        new AnnotatedLayout("1.jpg", new Layout(640, 480, List.of(dog(10, Attribute.EASY)))),
        new AnnotatedLayout(
            "2.jpg",
            new Layout(640, 480, List.of(dog(30, Attribute.HARD), dog(300, Attribute.EASY)))));
  }

  private static LayoutObject dog(int x, Attribute attribute) {
    return new LayoutObject("dog", new Box(x, 20, 100, 80), Optional.of(attribute));
  }

  private static AugmentationJob job(Strategy strategy, LayoutSource layouts, int images) {
    return AugmentationJob.newBuilder()
        .setId("plan")
        .setDataSet("")
        .setStrategy(strategy)
        .setLayouts(layouts)
        .setImages(images)
        .build();
  }

  private String run(AugmentationJob job, Path out, Reporting reporting) throws Exception {
    StringWriter told = new StringWriter();
    new PlanFiles(labels, Optional.empty(), job, out, reporting)
        .run(new PrintWriter(told, true), new PrintWriter(new StringWriter()));
    return told.toString();
  }
}
