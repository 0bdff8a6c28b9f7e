package org.detdiffusion.workbench.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.workbench.experiment.MadeImages;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.MarkedBox;
import org.detdiffusion.workbench.report.Sheet;
import org.detdiffusion.workbench.report.Tile;

/** The contact sheet of a round: always the first images, never chosen ones. */
record RoundSheets(RealImages data, StreamTables tables) {
  private static final int COLUMNS = 8;

  Sheet of(int round) throws WorkbenchException {
    List<Sheet.Row> rows = new ArrayList<>();
    List<AnnotatedImage> made = MadeImages.of(tables, LoopPlan.imagesOf(round));
    if (!made.isEmpty()) {
      rows.add(new Sheet.Row("made in this round", first(made).map(Tile::of).toList()));
    }
    Map<String, AttributeRecord> verdicts = tables.attributes(data.name(), Splits.TRAIN);
    rows.add(
        new Sheet.Row(
            "real, as judged after it",
            first(data.images(Splits.TRAIN)).map(image -> judged(image, verdicts)).toList()));
    return new Sheet("sheet.png", "Pictures of round " + round, caption(round), rows);
  }

  private static String caption(int round) {
    String real =
        "real training images, with what this round's detectors find hard; each was judged by one"
            + " that has not learnt from it.";
    return round == 0
        ? "The first " + real
        : "Above: the first images made in this round, before the gate. Below: the first " + real;
  }

  private static Stream<AnnotatedImage> first(List<AnnotatedImage> images) {
    return images.stream().limit(COLUMNS);
  }

  private static Tile judged(AnnotatedImage image, Map<String, AttributeRecord> verdicts) {
    AttributeRecord record = verdicts.get(image.id());
    return record == null
        ? Tile.of(image)
        : new Tile(image.image(), record.getObjects().stream().map(RoundSheets::box).toList());
  }

  private static MarkedBox box(ObjectAnnotation object) {
    Box box = new Box(object.getX(), object.getY(), object.getWidth(), object.getHeight());
    return new MarkedBox(object.getClassName(), box, object.getDifficulty() == Difficulty.HARD);
  }
}
