package org.detdiffusion.workbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.Source;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an experiment is run on, how long, and where: the same for every such verb. */
final class ExperimentChoice {
  private static final int MOST_REAL_IMAGES = 1000;

  /** Guidance that suits photographs better than composed scenes: they need less push. */
  private static final double PHOTOGRAPH_GUIDANCE = 1.5;

  private static final int PHOTOGRAPH_CROPS = 200;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Length length = new Length();
  @ArgGroup private Data data = new Data();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of data, training and sampling (default 0).")
  private long seed;

  @Option(
      names = "--run-directory",
      paramLabel = "DIR",
      description = "Where everything is kept (default runs/<data>-<profile>).")
  private Path directory;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of the page (default: any free one).")
  private int port;

  @Option(
      names = "--real",
      paramLabel = "N",
      description = "Real training images (default 100 scenes, 200 crops of photographs).")
  private Integer real;

  static final class Length {
    @Option(names = "--quick", description = "Coarser, about a third of the time.")
    private boolean quick;

    @Option(names = "--full", description = "Five seeds and intervals, several times as long.")
    private boolean full;

    @Option(names = "--toy", hidden = true)
    private boolean toy;
  }

  static final class Data {
    @Option(
        names = "--data",
        paramLabel = "scenes|bccd",
        description = "Bundled composed scenes (default), or blood-cell photographs.")
    private String name;

    @Option(names = "--coco", paramLabel = "DIR", description = "A COCO directory of yours.")
    private Path coco;

    @Option(names = "--voc", paramLabel = "DIR", description = "A Pascal VOC directory of yours.")
    private Path voc;
  }

  /**
   * The options as one value.
   *
   * @param prefix of the default run directory's name
   */
  ExperimentOptions options(String prefix) {
    Ports.check(spec, "--port", port);
    Source source = source();
    Profile profile = profile(source);
    Path chosen =
        directory == null
            ? Path.of("runs", prefix + source.name() + "-" + profile.name())
            : directory;
    String command =
        "detdiffusion " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    return new ExperimentOptions(source, profile, seed, chosen.toAbsolutePath(), port, command);
  }

  private Source source() {
    if (data.coco != null) {
      return new Source.Coco(existing("--coco", data.coco));
    }
    if (data.voc != null) {
      return new Source.Voc(existing("--voc", data.voc));
    }
    String name = data.name == null ? "scenes" : data.name;
    return switch (name) {
      case "scenes" -> new Source.Scenes();
      case "bccd" -> new Source.BloodCells();
      default -> throw wrong("--data knows scenes and bccd, not '" + name + "'.");
    };
  }

  private Profile profile(Source source) {
    Profile profile = length();
    if (!(source instanceof Source.Scenes)) {
      profile = profile.withGuidance(PHOTOGRAPH_GUIDANCE);
      profile = length.toy ? profile : profile.withRealImages(PHOTOGRAPH_CROPS);
    }
    OptionalInt asked = real == null ? OptionalInt.empty() : OptionalInt.of(real);
    if (asked.isPresent() && (real < 4 || real > MOST_REAL_IMAGES)) {
      throw wrong("--real must be 4 to " + MOST_REAL_IMAGES + ", not " + real + ".");
    }
    return asked.isPresent() ? profile.withRealImages(asked.getAsInt()) : profile;
  }

  private Profile length() {
    if (length.toy) {
      return Profile.toy();
    }
    if (length.quick) {
      return Profile.quick();
    }
    return length.full ? Profile.full() : Profile.standard();
  }

  private Path existing(String option, Path path) {
    if (!Files.isDirectory(path)) {
      throw wrong(option + ": there is no directory '" + path + "'.");
    }
    return path.toAbsolutePath();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
