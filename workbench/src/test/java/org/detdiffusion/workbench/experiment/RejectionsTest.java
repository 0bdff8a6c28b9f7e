package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.PageMessages;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.junit.jupiter.api.Test;

class RejectionsTest {
  private static final Stage STAGE =
      new Stage(
          "s",
          List.of(
              new Outgoing(Topics.ANNOTATED_IMAGES, "photo", new byte[1]),
              new Outgoing(Topics.TRAINING_JOBS, "judge", new byte[1]),
              new Outgoing(Topics.AUGMENTATION_JOBS, "new-easy", new byte[1])),
          List.of(new Goal.Made("new-easy", 1, 6)));

  private final StreamTables tables = new StreamTables();

  @Test
  void aLayoutJobOfTheDemoThatIsGivenUpEndsIt() {
    Rejections rejections = new Rejections(tables, List.of(STAGE));
    giveUp(Topics.LAYOUT_JOBS, "new-easy-00003");
    assertThatThrownBy(rejections::requireNone)
        .isInstanceOf(WorkbenchException.class)
        .hasMessage("The job 'new-easy-00003' was given up: no such class");
  }

  @Test
  void anImageOfTheDemoThatIsGivenUpEndsIt() {
    Rejections rejections = new Rejections(tables, List.of(STAGE));
    giveUp(Topics.ANNOTATED_IMAGES, "photo");
    assertThatThrownBy(rejections::requireNone).hasMessageContaining("The image 'photo'");
  }

  @Test
  void messagesOfOthersDoNotMatter() {
    Rejections rejections = new Rejections(tables, List.of(STAGE));
    giveUp(Topics.LAYOUT_JOBS, "new-easy-mine-00003");
    giveUp(Topics.ANNOTATED_IMAGES, "another");
    assertThatCode(rejections::requireNone).doesNotThrowAnyException();
  }

  @Test
  void whatWasGivenUpBeforeThisStartIsAskedForAgain() {
    giveUp(Topics.TRAINING_JOBS, "judge");
    Rejections rejections = new Rejections(tables, List.of(STAGE));
    assertThatCode(rejections::requireNone).doesNotThrowAnyException();
    assertThat(rejections.toRepeat()).extracting(Outgoing::key).containsExactly("judge");
    giveUp(Topics.TRAINING_JOBS, "judge");
    assertThatThrownBy(rejections::requireNone).hasMessageContaining("'judge' was given up");
  }

  @Test
  void whatWasGivenUpBeforeThisStartAndCanNotBeRepeatedEndsIt() {
    giveUp(Topics.LAYOUT_JOBS, "new-easy-00003", null);
    Rejections rejections = new Rejections(tables, List.of(STAGE));
    assertThat(rejections.toRepeat()).isEmpty();
    assertThatThrownBy(rejections::requireNone).hasMessageContaining("'new-easy-00003' was given");
  }

  @Test
  void aCancelledJobEndsItAndAfterARestartToo() {
    cancel("new-hard");
    Rejections rejections = new Rejections(tables, List.of(STAGE));
    assertThatCode(rejections::requireNone).as("another's").doesNotThrowAnyException();
    cancel("new-easy");
    for (Rejections each : List.of(rejections, new Rejections(tables, List.of(STAGE)))) {
      assertThatThrownBy(each::requireNone)
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("The job 'new-easy' was cancelled")
          .hasMessageContaining("start again in another --run-directory");
    }
  }

  @Test
  void aCancellationOfWhatIsMadeAlreadyDoesNotMatter() {
    byte[] image = Wire.encode(PageMessages.made("new-easy-00000", "new-easy"));
    tables.accept(record(Topics.SYNTHETIC_IMAGES, "new-easy-00000", image));
    cancel("new-easy");
    assertThatCode(new Rejections(tables, List.of(STAGE))::requireNone).doesNotThrowAnyException();
  }

  private void cancel(String job) {
    tables.accept(record(Topics.CANCELLED_JOBS, job, Wire.encode(new JobCancellation(job))));
  }

  private void giveUp(String topic, String key) {
    giveUp(topic, key, new byte[] {1});
  }

  private void giveUp(String topic, String key, byte[] value) {
    Map<String, String> headers =
        Map.of(DeadLetters.ORIGIN_TOPIC, topic, DeadLetters.ERROR_REASON, "no such class");
    tables.accept(new Incoming(Topics.deadLetters(topic), 0, 0, key, value, headers, 1));
  }

  private static Incoming record(String topic, String key, byte[] value) {
    return new Incoming(topic, 0, 0, key, value, Map.of(), 1);
  }
}
