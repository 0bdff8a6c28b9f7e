package org.detdiffusion.workbench.topics;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ImageFolders;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;

/** One image's annotation as a COCO file, with the fields that an export has. */
public final class SingleImageCoco {
  private static final ImageFolders NONE = new ImageFolders(List.of());

  private SingleImageCoco() {}

  /**
   * Of a real image.
   *
   * @param judged its objects as a detector judged them, or as they came
   */
  public static String of(AnnotatedImageMessage image, List<ObjectAnnotation> judged) {
    String name = name(image.getId(), image.getContentType());
    return write(
        name, image.getSplit(), image.getWidth(), image.getHeight(), judged, ImageFields.of(image));
  }

  public static String of(SyntheticImage image) {
    var layout = image.getLayout();
    return write(
        name(image.getId(), image.getContentType()),
        "",
        layout.getWidth(),
        layout.getHeight(),
        layout.getObjects(),
        ImageFields.of(image));
  }

  private static String name(String id, String contentType) {
    return new SafeFileNames(contentType.equals("image/jpeg") ? ".jpg" : ".png").claim(id, id);
  }

  private static String write(
      String name, String split, int width, int height, List<ObjectAnnotation> own, String fields) {
    var objects =
        new ExportedObjects(
            own.stream().map(ObjectAnnotation::getClassName).distinct().sorted().toList());
    List<ClassEntry> classes =
        objects.classes().stream().map(known -> new ClassEntry(0, known, "")).toList();
    ImageEntry image =
        new ImageEntry(
            0, split, name, NONE, width, height, objects.entries(own, width, height), fields);
    StringWriter text = new StringWriter();
    try {
      new SingleCocoFile(new WholeDataSet(classes, List.of(image), Map.of()))
          .write(text, List.of(image.objects()), Map.of());
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return text.toString();
  }
}
