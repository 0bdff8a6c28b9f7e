package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.networks.diffusers.Compilation;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.bench.BenchOptions;
import org.detdiffusion.workbench.bench.coco.CocoBench;
import org.detdiffusion.workbench.bench.labelling.LabellingBench;
import org.detdiffusion.workbench.bench.stream.StreamBench;
import org.detdiffusion.workbench.compile.CompileOptions;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.Source;
import org.detdiffusion.workbench.loop.LoopOptions;
import org.detdiffusion.workbench.page.ServeOptions;
import org.detdiffusion.workbench.process.Reporting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLinesTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void answersHelpWithoutStartingAnything() {
    assertThat(parse("--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(out.toString()).contains("demo", "serve", "Exit codes");
  }

  @Test
  void everyVerbHasHelp() {
    assertThat(parse("demo", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(parse("serve", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(parse("compile", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(parse("bench", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(parse("label", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(parse("convert", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(out.toString())
        .contains("--quick", "--bootstrap-servers", "--part", "--full", "--gamma", "--dry-run");
  }

  @Test
  void tellsItsVersion() {
    assertThat(parse("--version")).isEqualTo(new Invocation.Answered(0));
    assertThat(out.toString()).matches("(?s)detdiffusion \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void refusesWhatItDoesNotKnowWithExitCode2() {
    assertThat(parse("dance")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("demo", "--wings")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse()).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString())
        .contains("dance", "--wings", "Name a verb", "'detdiffusion demo --help' lists");
  }

  @Test
  void refusesValuesThatMakeNoSense() {
    assertThat(parse("demo", "--real", "2")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("demo", "--data", "cats")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("demo", "--coco", "/no/such/place")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("serve", "--port", "70000")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("demo", "--quick", "--full")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("--real must be", "'cats'", "/no/such/place", "70000");
  }

  @Test
  void compilesAPartByItsName() {
    String[] words = {"compile", "--model", "sd", "--part", "vae-decoder", "--out", "decoder.pt"};
    assertThat(parse(words))
        .isEqualTo(
            new Invocation.Work(
                new CompileOptions(
                    Path.of("sd").toAbsolutePath(),
                    new Compilation(Compilation.Part.VAE_DECODER, 1, 64, 64),
                    Path.of("decoder.pt").toAbsolutePath(),
                    Reporting.TEXT)));
    words[4] = "brain";
    assertThat(parse(words)).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("'brain' is none of unet, text-encoder");
  }

  @Test
  void measuresNetworksInThreeSizes() {
    assertThat(parse("bench", "networks"))
        .isEqualTo(new Invocation.Work(new BenchOptions(false, false, false)));
    assertThat(parse("bench", "networks", "--quick", "--json"))
        .isEqualTo(new Invocation.Work(new BenchOptions(true, false, true)));
    assertThat(parse("bench", "networks", "--full"))
        .isEqualTo(new Invocation.Work(new BenchOptions(false, true, false)));
    assertThat(parse("bench", "networks", "--quick", "--full"))
        .isEqualTo(new Invocation.Answered(2));
    assertThat(parse("bench", "dogs")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("'dogs' can't be measured");
    assertThat(parse("bench")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("Name what to measure");
  }

  @Test
  void readsWhatElseToMeasure() {
    assertThat(parse("bench", "coco"))
        .isEqualTo(
            new Invocation.Work(new CocoBench(5000, 3, CocoType.BOX, Optional.empty(), false)));
    assertThat(parse("bench", "coco", "--images", "9", "--python", "p", "--json"))
        .isEqualTo(
            new Invocation.Work(
                new CocoBench(9, 3, CocoType.BOX, Optional.of(Path.of("p")), true)));
    assertThat(parse("bench", "labelling", "--rounds", "2"))
        .isEqualTo(new Invocation.Work(new LabellingBench(20_000, 2, false)));
    assertThat(parse("bench", "stream", "--quick", "--rounds", "2"))
        .isEqualTo(new Invocation.Work(new StreamBench(true, 2, false)));
    assertThat(parse("bench", "stream", "--rounds", "0")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("bench", "labelling", "--help")).isEqualTo(new Invocation.Answered(0));
    assertThat(parse("bench", "coco", "--rounds", "0")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString()).contains("5000 images in 0 rounds");
  }

  @Test
  void keepsEachKindOfDemoInADirectoryOfItsOwn() {
    assertThat(demo("demo").directory()).isEqualTo(Path.of("runs/scenes-default").toAbsolutePath());
    assertThat(demo("demo", "--data", "bccd", "--quick").directory())
        .isEqualTo(Path.of("runs/bccd-quick").toAbsolutePath());
  }

  @Test
  void takesMoreCropsAndLessGuidanceForPhotographs(@TempDir Path directory) {
    ExperimentOptions options = demo("demo", "--coco", directory.toString());
    assertThat(options.source()).isEqualTo(new Source.Coco(directory));
    assertThat(options.profile().images().train()).isEqualTo(200);
    assertThat(options.profile().pictures().guidance()).isEqualTo(1.5);
  }

  @Test
  void takesTheNumberOfRealImagesForTrainingAndOracle() {
    ExperimentOptions options = demo("demo", "--real", "50");
    assertThat(options.profile().images().train()).isEqualTo(50);
    assertThat(options.profile().images().extra()).isEqualTo(50);
  }

  @Test
  void servesOnTheUsualPorts() {
    assertThat(parse("serve", "--directory", "/tmp/x"))
        .isEqualTo(
            new Invocation.Serve(
                new ServeOptions(Path.of("/tmp/x"), 8080, 9092, Optional.empty(), Map.of())));
  }

  @Test
  void servesAClosedLoopOnlyWhenADataSetIsNamed() {
    var serve = (Invocation.Serve) parse("serve", "--loop", "cells", "--loop-rounds", "2");
    assertThat(serve.options().settings())
        .isEqualTo(Map.of("detdiffusion.loop.data-set", "cells", "detdiffusion.loop.rounds", "2"));
    assertThat(parse("serve", "--loop-rounds", "2")).isEqualTo(new Invocation.Answered(2));
  }

  @Test
  void refusesAServedLoopThatCanNotBeRun() {
    for (String[] wrong :
        new String[][] {
          {"--loop-rounds", "-1"}, {"--loop-images", "0"}, {"--loop-images", "200000"}
        }) {
      assertThat(parse("serve", "--loop", "cells", wrong[0], wrong[1]))
          .isEqualTo(new Invocation.Answered(2));
    }
    assertThat(err.toString())
        .contains("--loop-rounds must be 1 or more, not -1.")
        .contains("--loop-images must be 1 to 10000, not 0.", "not 200000.");
  }

  @Test
  void aLoopIsADemoOfRoundsInADirectoryOfItsOwn() {
    LoopOptions loop = ((Invocation.Loop) parse("loop", "--rounds", "2", "--quick")).options();
    assertThat(loop.run().directory())
        .isEqualTo(Path.of("runs/loop-scenes-quick").toAbsolutePath());
    assertThat(loop.rounds()).isEqualTo(2);
    assertThat(loop.images()).isEqualTo(loop.run().profile().pictures().synthetic());
    assertThat(loop.focus()).isEqualTo(Focus.HARD_OBJECTS);
    assertThat(((Invocation.Loop) parse("loop", "--focus", "weak-classes")).options().focus())
        .isEqualTo(Focus.WEAK_CLASSES);
  }

  @Test
  void aLoopRefusesNumbersOutOfRange() {
    assertThat(parse("loop", "--rounds", "0")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("loop", "--images", "0")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("loop", "--min-agreement", "2")).isEqualTo(new Invocation.Answered(2));
    assertThat(parse("loop", "--focus", "cats")).isEqualTo(new Invocation.Answered(2));
    assertThat(err.toString())
        .contains("--rounds must be 1 to 20, not 0.", "--focus knows hard-objects");
  }

  private ExperimentOptions demo(String... arguments) {
    return ((Invocation.Demo) parse(arguments)).options();
  }

  private Invocation parse(String... arguments) {
    return CommandLines.parse(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
