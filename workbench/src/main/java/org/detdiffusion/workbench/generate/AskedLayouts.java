package org.detdiffusion.workbench.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.workbench.process.WorkbenchException;

/** The layouts of a data set, scaled to a generator's pictures. */
final class AskedLayouts {
  private final WholeDataSet data;
  private final List<ImageEntry> images;
  private final Generator generator;
  private final Optional<Attribute> attribute;

  /**
   * @param attribute all objects shall have; empty leaves each its own
   */
  AskedLayouts(WholeDataSet data, Generator generator, Optional<Attribute> attribute) {
    this.data = data;
    this.generator = generator;
    this.attribute = attribute;
    images = data.images().stream().filter(image -> !wanted(image).isEmpty()).toList();
  }

  private static List<ObjectEntry> wanted(ImageEntry image) {
    return image.objects().stream().filter(object -> !object.crowd()).toList();
  }

  /**
   * @throws WorkbenchException in one sentence when there is nothing to draw, or a class that the
   *     generator does not know
   */
  void check(Path source) throws WorkbenchException {
    if (images.isEmpty()) {
      throw new WorkbenchException(source + " has no image with objects: no layout to draw");
    }
    TreeSet<String> unknown = new TreeSet<>();
    images.forEach(image -> wanted(image).forEach(object -> unknown.add(className(object))));
    generator.classes().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new WorkbenchException(
          "%s has objects of %s, which the generator was not shown; it knows %s"
              .formatted(source, unknown, generator.classes()));
    }
  }

  int size() {
    return images.size();
  }

  Layout layout(int index) {
    int side = generator.imageSize();
    List<LayoutObject> objects =
        wanted(images.get(index)).stream()
            .map(o -> new LayoutObject(className(o), box(images.get(index), o), of(o)))
            .toList();
    return new Layout(side, side, objects);
  }

  private Optional<Attribute> of(ObjectEntry object) {
    return attribute.or(object::attribute);
  }

  private String className(ObjectEntry object) {
    return data.classes().get(object.classIndex()).name();
  }

  private Box box(ImageEntry image, ObjectEntry object) {
    double side = generator.imageSize();
    return object.box().scale(side / image.width(), side / image.height()).clip(side, side);
  }

  /** As objects of the picture, what can be shown of a layout: the first of what was asked for. */
  List<ObjectEntry> objects(int index, Layout shown) {
    List<ObjectEntry> asked = wanted(images.get(index));
    return IntStream.range(0, shown.objects().size())
        .mapToObj(i -> asked(asked.get(i), shown.objects().get(i)))
        .toList();
  }

  private static ObjectEntry asked(ObjectEntry source, LayoutObject object) {
    ObjectEntry plain = new ObjectEntry(0, source.classIndex(), object.box(), false, 0, "", "");
    return object.attribute().map(plain::withAttribute).orElse(plain);
  }

  WholeDataSet data() {
    return data;
  }
}
