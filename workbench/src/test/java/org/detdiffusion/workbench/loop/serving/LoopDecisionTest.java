package org.detdiffusion.workbench.loop.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.junit.jupiter.api.Test;

class LoopDecisionTest {
  private static final String FIRST = "a".repeat(64);
  private static final String SECOND = "b".repeat(64);
  private static final LoopBudget BUDGET =
      new LoopBudget("pets", "train", 2, 2, Focus.HARD_OBJECTS, 0.5);

  private final LoopView view = new LoopView("pets", "train");

  @Test
  void waitsForADetectorThatJudgesTheDataSet() {
    hear(LoopMessages.image("1"), LoopMessages.verdict("1", FIRST));
    assertThat(next()).isInstanceOf(LoopStep.Waits.class);
  }

  @Test
  void leavesADetectorAloneWhoseTrainingJobNobodyKnows() {
    hear(LoopMessages.detector("elsewhere", "fold-0", FIRST));
    assertThat(next()).isInstanceOf(LoopStep.Waits.class);
  }

  @Test
  void waitsUntilTheNewestDetectorHasJudgedEveryImage() {
    hearFirstDetector();
    hear(LoopMessages.image("3"), LoopMessages.verdict("3", SECOND));
    assertThat(next()).isInstanceOf(LoopStep.Waits.class);
    hear(LoopMessages.verdict("3", FIRST));
    assertThat(next()).isInstanceOf(LoopStep.Plans.class);
  }

  @Test
  void asksForImagesOfWhatIsHardWhenAllIsJudged() {
    AugmentationJob job = firstImages();
    assertThat(job.getId()).isEqualTo("loop-pets-1");
    assertThat(job.getFocus()).isEqualTo(Focus.HARD_OBJECTS);
    assertThat(job.getImages()).isEqualTo(2);
  }

  @Test
  void trainsOnWhenTheImagesAreMadeAndNotBefore() {
    hear(LoopMessages.augmentation(firstImages()));
    hear(LoopMessages.made("loop-pets-1", 0), LoopMessages.made("loop-pets-1", 0));
    assertThat(next()).isInstanceOf(LoopStep.Waits.class);
    hear(LoopMessages.made("loop-pets-1", 1));
    TrainingJob job = training();
    assertThat(job.getId()).isEqualTo("loop-pets-1-fold-0");
    assertThat(job.getName()).isEqualTo("fold-0");
    assertThat(job.getSteps()).isEqualTo(7);
    assertThat(job.getSyntheticJobs()).containsExactly("loop-pets-1");
    assertThat(job.getSyntheticImages()).isEqualTo(2);
    assertThat(job.getGate().getDetector()).isEqualTo(FIRST);
  }

  @Test
  void theSecondRoundBeginsWithTheNewDetectorsVerdictsAndAddsToTheFirst() {
    finishFirstRound();
    assertThat(next()).isInstanceOf(LoopStep.Waits.class);
    hear(LoopMessages.verdict("1", SECOND), LoopMessages.verdict("2", SECOND));
    AugmentationJob images = ((LoopStep.Plans) next()).job();
    assertThat(images.getId()).isEqualTo("loop-pets-2");
    assertThat(images.getSeed()).isNotEqualTo(firstSeed());
    hear(LoopMessages.augmentation(images));
    hear(LoopMessages.made("loop-pets-2", 0), LoopMessages.made("loop-pets-2", 1));
    assertThat(training().getSyntheticJobs()).containsExactly("loop-pets-1", "loop-pets-2");
    assertThat(training().getSyntheticImages()).isEqualTo(4);
    assertThat(training().getGate().getDetector()).as("has seen no made image").isEqualTo(FIRST);
  }

  @Test
  void theBudgetCountsWhatLiesOnTheTopics() {
    finishFirstRound();
    hear(LoopMessages.verdict("1", SECOND), LoopMessages.verdict("2", SECOND));
    LoopBudget one = new LoopBudget("pets", "train", 1, 2, Focus.NONE, 0.5);
    assertThat(new LoopDecision(one, view).next()).isInstanceOf(LoopStep.Ends.class);
  }

  @Test
  void imagesAreAwaitedAsTheyWereAskedForWhateverTheBudgetIsNow() {
    hear(LoopMessages.augmentation(firstImages()));
    hear(LoopMessages.made("loop-pets-1", 0), LoopMessages.made("loop-pets-1", 1));
    LoopBudget larger = new LoopBudget("pets", "train", 2, 50, Focus.NONE, 0.5);
    LoopStep step = new LoopDecision(larger, view).next();
    assertThat(((LoopStep.Trains) step).jobs().get(0).getSyntheticImages()).isEqualTo(2);
  }

  @Test
  void aCancelledRoundEndsTheLoop() {
    hear(LoopMessages.augmentation(firstImages()));
    hear(LoopMessages.made("loop-pets-1", 0), LoopMessages.cancellation("another"));
    assertThat(next()).isInstanceOf(LoopStep.Waits.class);
    hear(LoopMessages.cancellation("loop-pets-1"));
    assertThat(next()).isEqualTo(new LoopStep.Ends("was stopped: job 'loop-pets-1' was cancelled"));
  }

  @Test
  void aRoundGoesOnThatWasCancelledWhenAllItsImagesWereMade() {
    hear(LoopMessages.augmentation(firstImages()), LoopMessages.cancellation("loop-pets-1"));
    hear(LoopMessages.made("loop-pets-1", 0), LoopMessages.made("loop-pets-1", 1));
    assertThat(next()).isInstanceOf(LoopStep.Trains.class);
  }

  private void hearFirstDetector() {
    hear(LoopMessages.image("1"), LoopMessages.image("2"));
    hear(LoopMessages.job("run-0", "fold-0"), LoopMessages.detector("run-0", "fold-0", FIRST));
    hear(LoopMessages.verdict("1", FIRST), LoopMessages.verdict("2", FIRST));
  }

  private AugmentationJob firstImages() {
    hearFirstDetector();
    return ((LoopStep.Plans) next()).job();
  }

  private long firstSeed() {
    LoopView fresh = new LoopView("pets", "train");
    for (Outgoing message :
        List.of(
            LoopMessages.job("run-0", "fold-0"), LoopMessages.detector("run-0", "fold-0", FIRST))) {
      fresh.accept(incoming(message));
    }
    return ((LoopStep.Plans) new LoopDecision(BUDGET, fresh).next()).job().getSeed();
  }

  private void finishFirstRound() {
    AugmentationJob images = firstImages();
    hear(LoopMessages.augmentation(images));
    hear(LoopMessages.made(images.getId(), 0), LoopMessages.made(images.getId(), 1));
    TrainingJob job = training();
    hear(LoopMessages.training(job));
    assertThat(next()).as("while it is trained").isInstanceOf(LoopStep.Waits.class);
    hear(LoopMessages.detector(job.getId(), "fold-0", SECOND));
  }

  private TrainingJob training() {
    return ((LoopStep.Trains) next()).jobs().get(0);
  }

  private LoopStep next() {
    return new LoopDecision(BUDGET, view).next();
  }

  private void hear(Outgoing... messages) {
    for (Outgoing message : messages) {
      view.accept(incoming(message));
    }
  }

  private static Incoming incoming(Outgoing message) {
    return new Incoming(message.topic(), 0, 0, message.key(), message.value(), Map.of(), 1);
  }
}
