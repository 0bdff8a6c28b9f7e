package org.detdiffusion.perception.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** One XML file of a Pascal VOC data set, without document types and entities. */
final class VocFile {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".JPG");

  private VocFile() {}

  /** One photograph, or none when the file can't be used. */
  static List<Photograph> parse(Path directory, Path file, ImportLog log)
      throws InvalidDataSetException {
    try {
      Element root = PlainXml.parse(file);
      return List.of(photograph(directory, file, root, log));
    } catch (SAXParseException e) {
      log.imageSkipped(
          file + " is no usable XML at line " + e.getLineNumber() + ": write it again without DTD");
    } catch (SAXException | IOException e) {
      log.imageSkipped(file + " can't be read (" + e.getMessage() + "): write it again");
    }
    return List.of();
  }

  private static Photograph photograph(Path directory, Path file, Element root, ImportLog log) {
    String id = Photograph.stem(file.getFileName().toString());
    Path images = directory.resolve("JPEGImages");
    String name =
        ENDINGS.stream()
            .map(ending -> id + ending)
            .filter(candidate -> Files.isRegularFile(images.resolve(candidate)))
            .findFirst()
            .orElseGet(() -> text(root, "filename").orElse(id + ".jpg"));
    int width = (int) number(root, "size", "width");
    int height = (int) number(root, "size", "height");
    return new Photograph(id, images, name, width, height, objects(file, root, log));
  }

  private static List<PhotographedObject> objects(Path file, Element root, ImportLog log) {
    List<PhotographedObject> objects = new ArrayList<>();
    NodeList elements = root.getElementsByTagName("object");
    for (int i = 0; i < elements.getLength(); i++) {
      log.objectSeen();
      Element element = (Element) elements.item(i);
      Optional<String> className = text(element, "name");
      Box box = box(element);
      if (className.isEmpty()) {
        invalid(log, file, i, "objects without name", "has no name");
      } else if (!(box.width() > 0 && box.height() > 0 && Double.isFinite(box.area()))) {
        invalid(log, file, i, "boxes without area", "has no bndbox with xmin < xmax, ymin < ymax");
      } else {
        objects.add(new PhotographedObject(className.get(), box, Optional.empty(), false));
      }
    }
    return objects;
  }

  private static void invalid(ImportLog log, Path file, int index, String reason, String problem) {
    log.objectInvalid(
        reason, "object %d of %s %s: correct or remove it".formatted(index + 1, file, problem));
  }

  /** VOC counts pixels from 1, both ends included. */
  private static Box box(Element object) {
    return Box.ofCorners(
        number(object, "bndbox", "xmin") - 1,
        number(object, "bndbox", "ymin") - 1,
        number(object, "bndbox", "xmax"),
        number(object, "bndbox", "ymax"));
  }

  /** NaN where there is no such number. */
  private static double number(Element element, String group, String name) {
    NodeList groups = element.getElementsByTagName(group);
    if (groups.getLength() == 0) {
      return Double.NaN;
    }
    try {
      return text((Element) groups.item(0), name).map(Double::parseDouble).orElse(Double.NaN);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Optional<String> text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip()).filter(text -> !text.isEmpty());
  }
}
