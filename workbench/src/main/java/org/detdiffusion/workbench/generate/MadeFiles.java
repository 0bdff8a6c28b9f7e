package org.detdiffusion.workbench.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.data.formats.ImageEntry;
import org.detdiffusion.perception.data.formats.ImageFolders;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * A COCO directory of generated images. What made them is kept with them, so that a run goes on.
 */
record MadeFiles(GenerateOptions options, ObjectNode made) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws WorkbenchException in one sentence when the directory has images of another run
   */
  static MadeFiles of(GenerateOptions options, String sha256)
      throws IOException, WorkbenchException {
    MadeFiles files = new MadeFiles(options, made(options, sha256));
    if (Files.exists(files.about())
        && !Arrays.equals(Files.readAllBytes(files.about()), files.words())) {
      throw new WorkbenchException(
          options.out() + " has images of another generator or other options: name another --out");
    }
    return files;
  }

  private Path about() {
    return options.out().resolve("generator.json");
  }

  private byte[] words() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(made);
  }

  /** Claims the directory for this run. */
  void begin() throws IOException {
    if (!Files.exists(about())) {
      Files.createDirectories(directory());
      DurableFiles.write(about(), words());
    }
  }

  /** All that an image follows from, but its layout. */
  private static ObjectNode made(GenerateOptions options, String sha256) throws IOException {
    return JSON.createObjectNode()
        .put("synthetic", true)
        .put("generator_sha256", sha256)
        .put("layouts", options.layouts().toString())
        .put("layouts_sha256", Sha256.of(options.layouts()))
        .put("attributes", options.attribute().map(Enum::name).orElse("ORIGIN"))
        .put("sampler", options.sampling().sampler().text())
        .put("steps", options.sampling().steps())
        .put("guidance", options.sampling().guidance())
        .put("seed", options.seed());
  }

  private Path directory() {
    return options.out().resolve("images");
  }

  Path image(int index) {
    return directory().resolve(name(index));
  }

  /**
   * @throws WorkbenchException in one sentence when more were made before than are to be listed
   */
  void requireNoMoreThan(int images) throws IOException, WorkbenchException {
    if (!Files.isDirectory(directory())) {
      return;
    }
    try (Stream<Path> there = Files.list(directory())) {
      long more = there.filter(file -> number(file) > images).count();
      if (more > 0) {
        throw new WorkbenchException(
            "%s has %,d images more than the %,d asked for: ask for all, or name another --out"
                .formatted(options.out(), more, images));
      }
    }
  }

  /** Of an image, counted from 1; 0 for another file. */
  private static int number(Path file) {
    String name = file.getFileName().toString();
    return name.matches("\\d{6,8}\\.png") ? Integer.parseInt(name.replace(".png", "")) : 0;
  }

  private static String name(int index) {
    return "%06d.png".formatted(index + 1);
  }

  /** Writes annotations/instances.json, each image with its prompt and seed. */
  void annotate(AskedLayouts asked, int images, Generator generator) throws IOException {
    ImageFolders folders = new ImageFolders(List.of(directory()));
    int side = generator.imageSize();
    List<ImageEntry> entries = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int index = i % asked.size();
      Layout layout = asked.layout(index);
      ObjectNode own =
          JSON.createObjectNode()
              .put("synthetic", true)
              .put("seed", options.seed() + i)
              .put("prompt", generator.prompt(layout));
      String members = own.toString().substring(1, own.toString().length() - 1);
      List<ObjectEntry> objects = asked.objects(index, generator.shown(layout));
      entries.add(new ImageEntry(i + 1L, "", name(i), folders, side, side, objects, members));
    }
    WholeDataSet data = new WholeDataSet(asked.data().classes(), entries, Map.of());
    Path file = Files.createDirectories(options.out().resolve("annotations"));
    DurableFiles.replace(
        file.resolve("instances.json"),
        channel -> {
          Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
          new SingleCocoFile(data)
              .write(
                  out,
                  entries.stream().map(ImageEntry::objects).toList(),
                  Map.of("info", made.toString()));
          out.flush();
        });
  }
}
