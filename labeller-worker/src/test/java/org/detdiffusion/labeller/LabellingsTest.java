package org.detdiffusion.labeller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.labeller.Labellings.LoopMaker;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingsTest {
  private static final String OLD = "0a".repeat(32);
  private static final String NEW = "0b".repeat(32);
  private static final String BROKEN = "0c".repeat(32);

  private int loads;
  private boolean isDiskAway;
  private LoopState state = new LoopState.Stopped();
  private final List<FixedJudge> judges = new ArrayList<>();
  private final Labellings labellings =
      new Labellings(
          Path.of("models"), this::load, (detector, judge) -> new NamedLoop(detector, state));

  @Test
  void aDetectorWithAScopeGoesToWork() {
    follow(Examples.detector("d", OLD).build());

    assertThat(atWork()).containsExactly("d " + OLD);
  }

  @Test
  void aNewerDetectorOfTheNameTakesOver() {
    follow(Examples.detector("d", OLD).build());
    follow(Examples.detector("d", NEW).build());

    assertThat(atWork()).containsExactly("d " + NEW);
    assertThat(judges.get(0).closed).isTrue();
  }

  @Test
  void detectorsOfOtherNamesWorkBesideIt() {
    follow(Examples.detector("fold-0", OLD).build());
    follow(Examples.detector("fold-1", NEW).build());

    assertThat(atWork()).containsExactly("fold-0 " + OLD, "fold-1 " + NEW);
  }

  @Test
  void theSameAnnouncementAgainChangesNothing() {
    follow(Examples.detector("d", OLD).build());
    follow(Examples.detector("d", OLD).build());

    assertThat(judges).hasSize(1);
    assertThat(judges.get(0).closed).isFalse();
  }

  @Test
  void aCheckpointThatCannotBeLoadedLeavesTheOldOneAtWork() {
    follow(Examples.detector("d", OLD).build());
    follow(Examples.detector("d", BROKEN).build());

    assertThat(atWork()).containsExactly("d " + OLD);
    assertThat(judges.get(0).closed).isFalse();
  }

  @Test
  void aBrokenCheckpointIsLoadedOnce() {
    follow(Examples.detector("d", BROKEN).build());
    follow(Examples.detector("d", BROKEN).build());

    assertThat(loads).isEqualTo(1);
  }

  @Test
  void aCheckpointThatCannotBeReadNowIsLoadedLaterAndTheOldOneWorksMeanwhile() {
    follow(Examples.detector("d", OLD).build());
    isDiskAway = true;
    assertThat(follow(Examples.detector("d", NEW).build())).isFalse();
    assertThat(atWork()).containsExactly("d " + OLD);

    isDiskAway = false;
    assertThat(follow(Examples.detector("d", NEW).build())).isTrue();
    assertThat(atWork()).containsExactly("d " + NEW);
  }

  @Test
  void aLocationThatIsNoHashIsNeverLookedAt() {
    follow(Examples.detector("d", "../../etc").build());

    assertThat(atWork()).isEmpty();
    assertThat(judges).isEmpty();
  }

  @Test
  void aLinkThatLeadsOutOfTheModelsDirectoryIsRefused(@TempDir Path models, @TempDir Path elsewhere)
      throws IOException {
    Files.createSymbolicLink(models.resolve(OLD), elsewhere);
    Labellings linked = new Labellings(models, this::load, (d, judge) -> new NamedLoop(d));

    linked.follow(Map.of("detector/d", Examples.detector("d", OLD).build()));

    assertThat(linked.loops()).isEmpty();
    assertThat(judges).isEmpty();
  }

  @Test
  void aChecksumThatIsNoneIsRefusedBeforeAnythingIsLoadedOrStopped() {
    follow(Examples.detector("d", OLD).build());
    follow(Examples.detector("d", NEW).setSha256("0b").build());

    assertThat(atWork()).containsExactly("d " + OLD);
    assertThat(judges).hasSize(1);
    assertThat(judges.get(0).closed).isFalse();
  }

  @Test
  void aDetectorWithoutALoopIsClosedAndLeavesTheOldOneAtWork() {
    LoopMaker maker = (detector, judge) -> loopUnlessNew(detector);
    try (Labellings some = new Labellings(Path.of("models"), this::load, maker)) {
      some.follow(Map.of("d", Examples.detector("d", OLD).build()));
      ModelUpdate broken = Examples.detector("d", NEW).build();

      assertThatThrownBy(() -> some.follow(Map.of("d", broken)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(some.loops()).extracting(Loop::name).containsExactly("d " + OLD);
      assertThat(judges).extracting(judge -> judge.closed).containsExactly(false, true);
    }
  }

  @Test
  void aNetworkIsNotFreedUnderALoopThatOutlivesItsGrace() {
    state = new LoopState.Stopping();
    follow(Examples.detector("d", OLD).build());
    follow(Examples.detector("d", NEW).build());

    assertThat(atWork()).containsExactly("d " + NEW);
    assertThat(judges.get(0).closed).isFalse();
  }

  @Test
  void anUnfinishedDetectorWithoutScopeLeavesTheOldOneAtWork() {
    follow(Examples.detector("d", OLD).build());
    follow(Examples.detector("d", NEW).setFinished(false).setLabels(null).build());

    assertThat(atWork()).containsExactly("d " + OLD);
  }

  @Test
  void generatorsJudgeNothing() {
    follow(Examples.detector("g", OLD).setRole(Role.GENERATOR).build());

    assertThat(atWork()).isEmpty();
  }

  private boolean follow(ModelUpdate update) {
    return labellings.follow(Map.of(update.getName(), update));
  }

  private List<String> atWork() {
    return labellings.loops().stream().map(Loop::name).toList();
  }

  private Judge load(Path checkpoint) throws IOException {
    loads++;
    if (checkpoint.endsWith(BROKEN)) {
      throw new InvalidWeightsException(checkpoint, "is cut off");
    }
    if (isDiskAway) {
      throw new IOException("the disk is away");
    }
    judges.add(new FixedJudge());
    return judges.get(judges.size() - 1);
  }

  private static Loop loopUnlessNew(ModelUpdate detector) {
    if (detector.getLocation().equals(NEW)) {
      throw new IllegalStateException("no loop can be made");
    }
    return new NamedLoop(detector);
  }

  private record NamedLoop(ModelUpdate detector, LoopState state) implements Loop {
    NamedLoop(ModelUpdate detector) {
      this(detector, new LoopState.Stopped());
    }

    @Override
    public String name() {
      return detector.getName() + " " + detector.getLocation();
    }

    @Override
    public void start() {}

    @Override
    public void close() {}
  }
}
