package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole data set as one COCO annotation file. Its ids are those of the source where these can be
 * kept, else 1, 2, ...; they depend on nothing but the data set.
 */
public final class SingleCocoFile {
  private final WholeDataSet data;
  private final long[] imageIds;
  private final long[] classIds;

  public SingleCocoFile(WholeDataSet data) {
    this.data = data;
    imageIds = CocoIds.of(data.images().stream().mapToLong(ImageEntry::id));
    classIds = CocoIds.of(data.classes().stream().mapToLong(ClassEntry::id));
  }

  /** Of the image at the index. */
  public long imageId(int image) {
    return imageIds[image];
  }

  /** Of the class at the index. */
  public long classId(int index) {
    return classIds[index];
  }

  /**
   * Writes it, the images' names as they are.
   *
   * @param objects of each image in turn, as many as the data set has
   * @param fields of the file itself, values as JSON
   */
  public void write(Writer out, List<List<ObjectEntry>> objects, Map<String, String> fields)
      throws IOException {
    String kept = data.kept().getOrDefault(data.splits().get(0), "");
    String members = JsonMembers.replaced(kept, fields);
    out.write("{" + members + (members.isEmpty() ? "" : ",\n") + "\"images\":[");
    for (int i = 0; i < imageIds.length; i++) {
      out.write(i == 0 ? "\n" : ",\n");
      out.write(CocoText.image(data.images().get(i), imageIds[i], data.images().get(i).fileName()));
    }
    out.write("],\n\"annotations\":[");
    annotations(out, objects);
    out.write("],\n\"categories\":[");
    for (int i = 0; i < classIds.length; i++) {
      out.write(i == 0 ? "\n" : ",\n");
      out.write(CocoText.category(data.classes().get(i), classIds[i]));
    }
    out.write("]}\n");
  }

  private void annotations(Writer out, List<List<ObjectEntry>> objects) throws IOException {
    Stream<ObjectEntry> all = objects.stream().flatMap(List::stream);
    long[] ids = CocoIds.of(all.mapToLong(ObjectEntry::id));
    int next = 0;
    for (int i = 0; i < imageIds.length; i++) {
      for (ObjectEntry object : objects.get(i)) {
        out.write(next == 0 ? "\n" : ",\n");
        long classId = classIds[object.classIndex()];
        out.write(CocoText.object(object, ids[next++], imageIds[i], classId));
      }
    }
  }
}
