package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.PlainXml;
import org.detdiffusion.perception.geometry.Box;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** One XML file of Pascal VOC; names of classes may be empty, and boxes invalid. */
public record VocAnnotation(
    Path file, String fileName, ImageFolders folders, ImageSize size, List<Named> objects) {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".JPG", ".PNG");

  /**
   * An object as it stands in the file.
   *
   * @param kept the marks "difficult" and "truncated" as JSON members
   */
  public record Named(String className, Box box, String kept) {}

  /**
   * @param folders where its image may be
   * @throws InvalidDataSetException in one sentence when it is no annotation, or names an image
   *     that leads out of the data set
   */
  static VocAnnotation read(Path file, ImageFolders folders) throws InvalidDataSetException {
    Element root = root(file);
    if (!root.getTagName().equals("annotation")) {
      throw new InvalidDataSetException(
          "%s is no VOC annotation, its root is '%s': write it again with <annotation>"
              .formatted(file, root.getTagName()));
    }
    List<Named> objects = new ArrayList<>();
    for (Element object : XmlValues.children(root, "object")) {
      String name = XmlValues.text(object, "name").orElse("");
      objects.add(new Named(name, box(object), marks(object)));
    }
    double width = XmlValues.number(root, "size", "width");
    double height = XmlValues.number(root, "size", "height");
    ImageSize size = new ImageSize((int) width, (int) height);
    return new VocAnnotation(file, fileName(root, file, folders), folders, size, objects);
  }

  private static Element root(Path file) throws InvalidDataSetException {
    try {
      return PlainXml.parse(file);
    } catch (SAXParseException e) {
      throw new InvalidDataSetException(
          "%s is no usable XML at line %d: write it again without a document type"
              .formatted(file, e.getLineNumber()),
          e);
    } catch (SAXException | IOException e) {
      throw new InvalidDataSetException(
          file + " can't be read (" + e.getMessage() + "): write it again", e);
    }
  }

  private static String fileName(Element root, Path file, ImageFolders folders)
      throws InvalidDataSetException {
    String stem = SafeNames.stem(file.getFileName().toString());
    String stated = SafeNames.file(XmlValues.text(root, "filename").orElse(stem + ".jpg"), file);
    if (folders.find(stated).isPresent()) {
      return stated;
    }
    for (String ending : ENDINGS) {
      if (folders.find(stem + ending).isPresent()) {
        return stem + ending;
      }
    }
    return stated;
  }

  /** VOC counts pixels from 1, both ends included. */
  private static Box box(Element object) {
    return Box.ofCorners(
        XmlValues.number(object, "bndbox", "xmin") - 1,
        XmlValues.number(object, "bndbox", "ymin") - 1,
        XmlValues.number(object, "bndbox", "xmax"),
        XmlValues.number(object, "bndbox", "ymax"));
  }

  private static String marks(Element object) {
    List<String> marks = new ArrayList<>();
    for (String mark : List.of("difficult", "truncated")) {
      if (XmlValues.text(object, mark).filter("1"::equals).isPresent()) {
        marks.add("\"" + mark + "\":1");
      }
    }
    return String.join(",", marks);
  }

  /** The name of the file without its ending. */
  public String id() {
    return SafeNames.stem(file.getFileName().toString());
  }

  /** None when nothing tells the image's size. */
  Optional<ImageEntry> image(String split, ClassTable classes, ConversionLog log)
      throws InvalidDataSetException {
    ImageSize known = size.isKnown() ? size : folders.size(fileName);
    if (!known.isKnown()) {
      String example = file + " states no size and has no image file: add <size>";
      log.drop("images of unknown size", example);
      objects.forEach(object -> log.drop("objects of images of unknown size", example));
      return Optional.empty();
    }
    List<ObjectEntry> valid = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      Named object = objects.get(i);
      String where = "object " + (i + 1) + " of " + file;
      int index = classes.index(object.className());
      BoxFit.fit(object.box(), known, log, where)
          .ifPresent(box -> valid.add(new ObjectEntry(0, index, box, false, 0, "", object.kept())));
    }
    return Optional.of(
        new ImageEntry(0, split, fileName, folders, known.width(), known.height(), valid, ""));
  }
}
