package org.detdiffusion.workbench.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ImageFolders;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/**
 * Layouts as a COCO file that names images which are not there. The same plan gives the same bytes.
 *
 * @param classes of the data set that was planned from
 * @param job what was asked for; kept in the file as {@code info.plan}
 */
record PlannedFile(List<ClassEntry> classes, List<Layout> layouts, AugmentationJob job) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ImageFolders NONE = new ImageFolders(List.of());

  void write(Path file) throws IOException {
    WholeDataSet data = new WholeDataSet(classes, entries(), Map.of());
    var info = JSON.createObjectNode().set("plan", JSON.readTree(job.toString()));
    DurableFiles.replace(
        file,
        channel -> {
          Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
          new SingleCocoFile(data)
              .write(
                  out,
                  data.images().stream().map(ImageEntry::objects).toList(),
                  Map.of("info", info.toString()));
          out.flush();
        });
  }

  private List<ImageEntry> entries() {
    List<String> names = classes.stream().map(ClassEntry::name).toList();
    List<ImageEntry> entries = new ArrayList<>();
    for (Layout layout : layouts) {
      int number = entries.size() + 1;
      List<ObjectEntry> objects =
          layout.objects().stream().map(object -> entry(object, names)).toList();
      entries.add(
          new ImageEntry(
              number,
              "",
              "%06d.png".formatted(number),
              NONE,
              layout.width(),
              layout.height(),
              objects,
              ""));
    }
    return entries;
  }

  private static ObjectEntry entry(LayoutObject object, List<String> names) {
    ObjectEntry plain =
        new ObjectEntry(0, names.indexOf(object.className()), object.box(), false, 0, "", "");
    return object.attribute().map(plain::withAttribute).orElse(plain);
  }
}
