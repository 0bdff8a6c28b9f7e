package org.detdiffusion.perception.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.detdiffusion.perception.data.formats.DataFormat.COCO;
import static org.detdiffusion.perception.data.formats.DataFormat.VOC;
import static org.detdiffusion.perception.data.formats.DataFormat.YOLO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be converted is refused in one sentence, and nothing is left at the target. */
class HostileDataSetsTest {
  @TempDir Path folder;

  private void requireRefused(DataFormat format, Path source, String... words) throws IOException {
    Path target = folder.resolve("out");
    assertThatThrownBy(() -> SmallSets.convert(format, source, COCO, target))
        .isInstanceOf(InvalidDataSetException.class)
        .message()
        .hasLineCount(1)
        .contains(words);
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.filter(path -> path.toString().contains("out"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../secret.png", "/etc/passwd", "a/../../secret.png", "..\\\\secret.png", "C:x"})
  void aFileNameThatLeadsOutOfTheDataSet(String name) throws Exception {
    String json = SmallSets.COCO.replace("empty.png", name);
    Path file = SmallSets.write(folder.resolve("in/all.json"), json);
    requireRefused(COCO, file, "all.json", "leads out of the data set");
  }

  @Test
  void aLinkThatLeadsOutOfTheDataSet() throws Exception {
    SmallSets.coco(folder.resolve("in"));
    SmallSets.image(folder.resolve("secret.png"), 9, 9);
    Files.delete(folder.resolve("in/images/a.png"));
    Files.createSymbolicLink(folder.resolve("in/images/a.png"), folder.resolve("secret.png"));
    requireRefused(COCO, folder.resolve("in"), "a.png", "outside");
  }

  @Test
  void brokenJson() throws Exception {
    Path file = SmallSets.write(folder.resolve("in/all.json"), SmallSets.COCO.substring(0, 400));
    requireRefused(COCO, file, "all.json", "broken JSON at line");
  }

  @Test
  void jsonOfAnotherKind() throws Exception {
    Path file = SmallSets.write(folder.resolve("in/all.json"), "[1, 2]");
    requireRefused(COCO, file, "all.json", "no COCO annotation file");
  }

  @Test
  void anEntityThatNamesAFile() throws Exception {
    String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<annotation>&x;";
    SmallSets.write(folder.resolve("in/Annotations/a.xml"), xml + "</annotation>");
    requireRefused(VOC, folder.resolve("in"), "a.xml", "line 1");
  }

  @Test
  void entitiesThatGrowWithoutEnd() throws Exception {
    StringBuilder xml = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">\n");
    for (int i = 1; i < 20; i++) {
      xml.append("<!ENTITY l%d \"%s\">%n".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    xml.append("]><annotation>&l19;</annotation>");
    SmallSets.write(folder.resolve("in/Annotations/a.xml"), xml.toString());
    requireRefused(VOC, folder.resolve("in"), "a.xml", "document type");
  }

  @Test
  void aVocFileNameThatLeadsOut() throws Exception {
    String xml = "<annotation><filename>../../secret.png</filename></annotation>";
    SmallSets.write(folder.resolve("in/Annotations/a.xml"), xml);
    requireRefused(VOC, folder.resolve("in"), "a.xml", "leads out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 .5 .5 .1 .1", "-1 .5 .5 .1 .1", "0.5 .5 .5 .1 .1", "NaN .5 .5 .1 .1"})
  void aClassThatIsNotListed(String line) throws Exception {
    Path source = SmallSets.yolo(folder.resolve("in"), "0 .5 .5 .1 .1\n" + line);
    requireRefused(YOLO, source, "line 2", "a.txt", "2 classes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 .5 .5 .1", "0 .5 .5 .1 .1 .9", "0 .5 x .1 .1"})
  void aLabelLineThatIsNone(String line) throws Exception {
    requireRefused(YOLO, SmallSets.yolo(folder.resolve("in"), line), "line 1", "a.txt");
  }

  @ParameterizedTest
  @EnumSource(DataFormat.class)
  void aDirectoryThatIsNoDataSet(DataFormat format) throws Exception {
    Files.createDirectories(folder.resolve("in/some"));
    requireRefused(format, folder.resolve("in"), folder.resolve("in").toString(), ": ");
    requireRefused(format, folder.resolve("missing"), folder.resolve("missing").toString());
  }

  @Test
  void boxesOfNoNumbersAreLeftOutAndReported() throws Exception {
    String json = SmallSets.COCO.replace("[1, 2, 3, 4]", "[NaN, 2, 3, Infinity]");
    SmallSets.coco(folder.resolve("in"));
    SmallSets.write(folder.resolve("in/annotations/instances.json"), json);
    ConversionReport report =
        SmallSets.convert(COCO, folder.resolve("in"), VOC, folder.resolve("voc"));
    assertThat(report.dropped()).containsEntry("boxes that are no numbers", 1);
    assertThat(report.examples()).anyMatch(example -> example.contains("annotation 9 of"));
    assertThat(report.objects()).isEqualTo(2);
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    SmallSets.coco(folder.resolve("in"));
    SmallSets.write(folder.resolve("there/notes.txt"), "mine");
    assertThatThrownBy(
            () -> SmallSets.convert(COCO, folder.resolve("in"), VOC, folder.resolve("there")))
        .hasMessageContaining("is there already");
    assertThat(folder.resolve("there")).isDirectoryNotContaining("glob:**.xml");
  }
}
