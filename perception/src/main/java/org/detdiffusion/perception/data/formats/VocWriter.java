package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;

/**
 * Writes Pascal VOC, and {@code classes.txt} because VOC itself has no list of classes. Edges are
 * rounded to whole pixels.
 */
final class VocWriter {
  private final WholeDataSet data;
  private final Destination destination;
  private final ConversionLog log;

  VocWriter(WholeDataSet data, Destination destination, ConversionLog log) {
    this.data = data;
    this.destination = destination;
    this.log = log;
  }

  void write() throws InvalidDataSetException, IOException {
    UniqueNames names = new UniqueNames(true, log);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    int count = 0;
    for (ImageEntry image : data.images()) {
      String name = names.claimFlat("", image);
      String id = SafeNames.stem(name);
      Losses.count(image, true, log);
      destination.place(image, "JPEGImages/" + name);
      destination.write("Annotations/" + id + ".xml", xml(image, name));
      lists.computeIfAbsent(image.split(), split -> new ArrayList<>()).add(id);
      log.at("writing images", ++count, data.images().size());
    }
    lists.remove("");
    for (Map.Entry<String, List<String>> list : lists.entrySet()) {
      destination.write(
          "ImageSets/Main/" + list.getKey() + ".txt", String.join("\n", list.getValue()) + "\n");
    }
    List<String> classes = data.classes().stream().map(ClassEntry::name).toList();
    destination.write("classes.txt", String.join("\n", classes) + "\n");
  }

  private String xml(ImageEntry image, String name) {
    StringBuilder xml =
        new StringBuilder(
            """
            <annotation>
              <folder>JPEGImages</folder>
              <filename>%s</filename>
              <size>
                <width>%s</width>
                <height>%s</height>
                <depth>3</depth>
              </size>
              <segmented>0</segmented>
            """
                .formatted(escaped(name), image.width(), image.height()));
    for (ObjectEntry object : image.objects()) {
      append(object, image, xml);
    }
    return xml.append("</annotation>\n").toString();
  }

  /** Numbers are set in as texts: formatted as numbers, their digits depend on the locale. */
  private void append(ObjectEntry object, ImageEntry image, StringBuilder xml) {
    Box box = object.box();
    long left = Math.min(Math.round(box.x()), image.width() - 1);
    long top = Math.min(Math.round(box.y()), image.height() - 1);
    xml.append(
        """
          <object>
            <name>%s</name>
            <pose>Unspecified</pose>
            <truncated>%s</truncated>
            <difficult>%s</difficult>
            <bndbox>
              <xmin>%s</xmin>
              <ymin>%s</ymin>
              <xmax>%s</xmax>
              <ymax>%s</ymax>
            </bndbox>
          </object>
        """
            .formatted(
                escaped(data.classes().get(object.classIndex()).name()),
                mark(object, "truncated"),
                mark(object, "difficult"),
                left + 1,
                top + 1,
                Math.max(Math.round(box.right()), left + 1),
                Math.max(Math.round(box.bottom()), top + 1)));
  }

  private static int mark(ObjectEntry object, String name) {
    return object.kept().contains("\"" + name + "\":1") ? 1 : 0;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
