package org.detdiffusion.workbench.process;

import java.util.stream.Stream;
import org.detdiffusion.generator.GeneratorMeters;
import org.detdiffusion.labeller.LabellerMeters;
import org.detdiffusion.trainer.TrainerMeters;
import org.detdiffusion.workerkit.DeclaredMeter;
import org.detdiffusion.workerkit.DeclaredMeter.Declaration;
import org.detdiffusion.workerkit.Meters;

/** Every meter that workers and workbench declare, in the order of {@code docs/meters.md}. */
public final class AllMeters {
  private AllMeters() {}

  public static Stream<Declaration> declared() {
    return Stream.<DeclaredMeter[]>of(
            Meters.values(),
            GeneratorMeters.values(),
            LabellerMeters.values(),
            TrainerMeters.values(),
            WorkbenchMeters.values())
        .flatMap(Stream::of)
        .map(DeclaredMeter::declaration);
  }
}
