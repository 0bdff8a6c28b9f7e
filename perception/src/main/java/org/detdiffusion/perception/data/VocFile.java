package org.detdiffusion.perception.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.detdiffusion.perception.geometry.Box;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** One XML file of a Pascal VOC data set, without document types and entities. */
final class VocFile {
  private static final long MAX_BYTES = 8L << 20;
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".JPG");

  private VocFile() {}

  /** One photograph, or none when the file can't be used. */
  static List<Photograph> parse(Path directory, Path file, ImportLog log)
      throws InvalidDataSetException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new SAXException("it is longer than 8 MiB");
      }
      DocumentBuilder builder = builder();
      builder.setErrorHandler(new DefaultHandler());
      Element root = builder.parse(file.toFile()).getDocumentElement();
      return List.of(photograph(directory, file, root, log));
    } catch (SAXParseException e) {
      log.imageSkipped(
          file + " is no usable XML at line " + e.getLineNumber() + ": write it again without DTD");
    } catch (SAXException | IOException e) {
      log.imageSkipped(file + " can't be read (" + e.getMessage() + "): write it again");
    }
    return List.of();
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      return factory.newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java's XML parser can't be hardened", e);
    }
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
