package org.detdiffusion.perception.data.formats;

/** Counts what formats of plain boxes can't say. */
final class Losses {
  private static final String OF_VOC = "\"(difficult|truncated)\":1,?";

  private Losses() {}

  static void count(ImageEntry image, boolean vocMarks, ConversionLog log) {
    String name = image.fileName();
    countFields(image.kept(), name, log);
    for (ObjectEntry object : image.objects()) {
      if (object.crowd()) {
        log.change("crowd marks left out", name + " has a crowd, which becomes a plain box");
      }
      if (object.hasOutline()) {
        log.change("outlines left out", name + " has outlines, of which the boxes stay");
      }
      countFields(vocMarks ? object.kept().replaceAll(OF_VOC, "") : object.kept(), name, log);
    }
  }

  private static void countFields(String kept, String name, ConversionLog log) {
    if (!kept.isEmpty()) {
      log.change("entries with other fields left out", name + " has fields that are left out");
    }
  }
}
