package org.detdiffusion.workbench.topics;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ImageFolders;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;

/**
 * Writes {@code instances_<split>.json}, ids from 1 on, the same classes in each; without a folder
 * they are only counted.
 */
record AnnotationFiles(Optional<Path> folder, JudgedObjects judged, ExportReport report) {
  private static final ImageFolders NONE = new ImageFolders(List.of());

  /** The images of one file: made ones never share it with real ones, whatever their split. */
  private record Part(boolean synthetic, String split) {}

  void write(ExportedImages images) throws IOException {
    Map<Part, List<ExportedImage>> parts = new LinkedHashMap<>();
    Stream.concat(images.synthetic().stream(), images.real().stream())
        .forEach(
            i ->
                parts
                    .computeIfAbsent(new Part(i.synthetic(), i.split()), s -> new ArrayList<>())
                    .add(i));
    ExportedObjects objects = new ExportedObjects(classes(parts));
    SafeFileNames names = new SafeFileNames(".json");
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
    }
    for (Map.Entry<Part, List<ExportedImage>> part : parts.entrySet()) {
      String split = part.getKey().split();
      String own = split.isEmpty() ? "" : "_" + split;
      write(names.claim("instances" + own, part.getKey().toString()), part.getValue(), objects);
    }
  }

  private static List<String> classes(Map<Part, List<ExportedImage>> parts) {
    TreeSet<String> names = new TreeSet<>();
    parts.values().stream()
        .flatMap(List::stream)
        .flatMap(image -> image.objects().stream())
        .forEach(object -> names.add(object.getClassName()));
    return List.copyOf(names);
  }

  private void write(String name, List<ExportedImage> images, ExportedObjects objects)
      throws IOException {
    List<ImageEntry> entries =
        images.stream().map(image -> report.count(name, entry(image, objects), image)).toList();
    if (folder.isPresent()) {
      write(folder.get().resolve(name), entries, objects);
    }
  }

  private static void write(Path path, List<ImageEntry> entries, ExportedObjects objects)
      throws IOException {
    List<ClassEntry> classes =
        objects.classes().stream().map(known -> new ClassEntry(0, known, "")).toList();
    var file = new SingleCocoFile(new WholeDataSet(classes, entries, Map.of()));
    // A character that UTF-8 does not know becomes a question mark, and stops nothing.
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8))) {
      file.write(out, entries.stream().map(ImageEntry::objects).toList(), Map.of());
    }
  }

  private ImageEntry entry(ExportedImage image, ExportedObjects objects) {
    var own = image.synthetic() ? image.objects() : judged.of(image.key(), image.objects());
    return new ImageEntry(
        0,
        image.split(),
        image.fileName(),
        NONE,
        image.width(),
        image.height(),
        objects.entries(own, image.width(), image.height()),
        image.fields());
  }
}
