package org.detdiffusion.workbench.page.jobs;

import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutIds;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;

/**
 * What a dead letter is about.
 *
 * @param job empty text where a layout belongs to none
 * @param layout empty where the job itself was given up
 */
record LetterSubject(String job, Optional<String> layout) {

  /** By the key where the letter lacks the value; empty where it is about no job at all. */
  static Optional<LetterSubject> of(Incoming letter) throws UnreadableMessageException {
    boolean isKnown = letter.value() != null || letter.key() != null;
    return switch (letter.headers().getOrDefault(DeadLetters.ORIGIN_TOPIC, "")) {
      case Topics.AUGMENTATION_JOBS -> isKnown ? Optional.of(ofJob(letter)) : Optional.empty();
      case Topics.LAYOUT_JOBS -> isKnown ? Optional.of(ofLayout(letter)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static LetterSubject ofJob(Incoming letter) throws UnreadableMessageException {
    return new LetterSubject(
        letter.value() == null
            ? letter.key()
            : Wire.decode(AugmentationJob.class, letter.value()).getId(),
        Optional.empty());
  }

  private static LetterSubject ofLayout(Incoming letter) throws UnreadableMessageException {
    if (letter.value() == null) {
      String job = LayoutIds.job(letter.key()).orElse("");
      return new LetterSubject(job, Optional.of(letter.key()));
    }
    LayoutJob layout = Wire.decode(LayoutJob.class, letter.value());
    return new LetterSubject(layout.getJobId(), Optional.of(layout.getId()));
  }
}
