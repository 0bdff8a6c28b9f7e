package org.detdiffusion.workbench.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.perception.data.formats.DataFormat;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workbench.process.Pace;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Makes the images that are not there yet, then the annotation file of all. */
final class GenerateRun {
  private final GenerateOptions options;
  private final Generator generator;
  private final ConversionProgress line;
  private final AskedLayouts asked;

  GenerateRun(GenerateOptions options, Generator generator, ConversionProgress line)
      throws InvalidDataSetException, WorkbenchException {
    this.options = options;
    this.generator = generator;
    this.line = line;
    WholeDataSet data = WholeDataSet.read(DataFormat.COCO, options.layouts(), line);
    asked = new AskedLayouts(data, generator, options.attribute());
    asked.check(options.layouts());
  }

  /**
   * @return how many were made now, or would be
   */
  int run() throws IOException, WorkbenchException {
    MadeFiles files = MadeFiles.of(options, generator.sha256());
    int all = options.images() == 0 ? asked.size() : options.images();
    files.requireNoMoreThan(all);
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      if (!Files.exists(files.image(i))) {
        missing.add(i);
      }
    }
    if (!options.reporting().dryRun()) {
      files.begin();
      make(missing, files);
      files.annotate(asked, all, generator);
    }
    return missing.size();
  }

  private void make(List<Integer> missing, MadeFiles files) throws IOException {
    Pace pace = new Pace("generating", line, System::nanoTime);
    for (int from = 0; from < missing.size(); from += options.batch()) {
      int to = Math.min(missing.size(), from + options.batch());
      makeBatch(missing.subList(from, to), files);
      pace.at(to, missing.size());
    }
  }

  private void makeBatch(List<Integer> indices, MadeFiles files) throws IOException {
    List<Generator.Request> requests = new ArrayList<>();
    for (int index : indices) {
      Layout layout = asked.layout(index % asked.size());
      requests.add(new Generator.Request(layout, options.seed() + index));
    }
    List<PixelImage> images = generator.generate(requests, options.sampling());
    for (int i = 0; i < images.size(); i++) {
      Path file = files.image(indices.get(i));
      DurableFiles.write(file, ImageFiles.png(images.get(i)));
    }
  }
}
