package org.detdiffusion.workbench.page.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.PageMessages;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.Test;

class JobBoardTest {
  private static final int MORE_THAN_IT_HOLDS = 300;

  private final JobBoard board = new JobBoard();

  @Test
  void cancellationsOfLongAgoPushNoJobOffTheBoard() {
    board.add(job("night-1"));
    for (int old = 0; old < MORE_THAN_IT_HOLDS; old++) {
      cancel("old-" + old);
    }
    assertThat(board.jobs(0)).extracting(JobState::id).containsExactly("night-1");
  }

  @Test
  void aCancellationIsKnownHoweverManyJobsComeAfterIt() {
    cancel("night-1");
    for (int later = 0; later < MORE_THAN_IT_HOLDS; later++) {
      board.add(job("later-" + later));
    }
    assertThat(board.isCancelled("night-1")).isTrue();
    assertThat(board.isCancelled("later-1")).isFalse();
  }

  @Test
  void aCancelledJobIsOverThoughALayoutOfItWasBroughtBack() throws Exception {
    board.add(job("night-1"));
    board.add(PageMessages.job("night-1-00000", "night-1"));
    board.giveUp(letter("night-1-00000"));
    board.add(PageMessages.job("night-1-00000", "night-1"));
    assertThat(board.jobs(0).get(0).isOver()).isFalse();

    cancel("night-1");
    assertThat(board.jobs(0).get(0).isOver()).isTrue();
  }

  private void cancel(String id) {
    byte[] value = Wire.encode(new JobCancellation(id));
    board.cancel(new Incoming(Topics.CANCELLED_JOBS, 0, 0, id, value, Map.of(), 1));
  }

  private static Incoming letter(String layout) {
    byte[] value = Wire.encode(PageMessages.job(layout, "night-1"));
    var about = new Incoming(Topics.LAYOUT_JOBS, 0, 0, layout, value, Map.of(), 1);
    var letter = new DeadLetters("test").of(about, PermanentCode.NO_OBJECTS, "Nothing on it.");
    return new Incoming(letter.topic(), 0, 0, layout, letter.value(), letter.headers(), 1);
  }

  private static AugmentationJob job(String id) {
    return AugmentationJob.newBuilder().setId(id).setDataSet("d").setImages(2).build();
  }
}
