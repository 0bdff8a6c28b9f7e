package org.detdiffusion.workbench.experiment;

import java.nio.file.Path;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.pocket.BloodCells;
import org.detdiffusion.perception.data.pocket.CocoDirectory;
import org.detdiffusion.perception.data.pocket.VocDirectory;
import org.detdiffusion.perception.scenes.SceneOptions;
import org.detdiffusion.perception.scenes.Scenes;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Reads an experiment's real images from where the user said. */
public final class DataSources {
  private DataSources() {}

  /** As many images of each split as the profile asks for, or as there are. */
  public static RealImages load(Source source, Profile profile, long seed)
      throws WorkbenchException {
    try {
      return RealImages.of(source.name(), read(source, profile, seed), profile);
    } catch (InvalidDataSetException e) {
      throw new WorkbenchException(e.getMessage(), e);
    }
  }

  private static ImportedDataSet read(Source source, Profile profile, long seed)
      throws InvalidDataSetException {
    Profile.Images counts = profile.images();
    int further = counts.extra() + counts.judge();
    if (source instanceof Source.Scenes) {
      SceneOptions scenes = new SceneOptions(counts.train(), further, counts.test(), seed);
      return ImportedDataSet.whole(Scenes.dataSet(scenes));
    }
    DataSetOptions options =
        DataSetOptions.DEFAULT
            .withSeed(DataSetOptions.DEFAULT.seed() + seed)
            .withCounts(counts.train(), further, counts.test());
    if (source instanceof Source.Coco coco) {
      return CocoDirectory.load(coco.directory(), options);
    }
    if (source instanceof Source.Voc voc) {
      return VocDirectory.load(voc.directory(), options);
    }
    return BloodCells.load(cache(), options);
  }

  private static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "detdiffusion", "bccd");
  }
}
