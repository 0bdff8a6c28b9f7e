package org.detdiffusion.workbench.experiment;

import java.nio.file.Path;

/** Where an experiment's real images come from. */
public sealed interface Source {

  /** Scenes composed of product photographs, bundled. */
  record Scenes() implements Source {
    @Override
    public String name() {
      return "scenes";
    }
  }

  /** Blood-cell photographs, fetched once from their public repository. */
  record BloodCells() implements Source {
    @Override
    public String name() {
      return "bccd";
    }
  }

  /** A directory with COCO annotations. */
  record Coco(Path directory) implements Source {
    @Override
    public String name() {
      return "coco";
    }
  }

  /** A directory with Pascal VOC annotations. */
  record Voc(Path directory) implements Source {
    @Override
    public String name() {
      return "voc";
    }
  }

  /** Name of the data set in messages and of the default run directory. */
  String name();
}
