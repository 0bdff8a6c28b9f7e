package org.detdiffusion.workerkit;

/**
 * What may succeed later or elsewhere: tried again after a pause that grows, a dead letter after
 * the last attempt.
 */
public enum TransientCode implements ErrorCode {
  FAILED(
      "The worker's code threw an exception on it.",
      "Read the worker's log at the time of the letter; mend the cause, then redrive."),
  ATTEMPTS_EXHAUSTED(
      "The last worker that got the job died, stopped or lost its lock before it was done.",
      "Find out what the workers died of (memory, a native crash), then redrive."),
  OUT_OF_MEMORY(
      "Not even one image fits into the memory of the worker's device.",
      "Give the worker more memory or a smaller model, then redrive."),
  GENERATOR_UNUSABLE(
      "The generator's checkpoint is not there or can't be read.",
      "Put the checkpoint below the models directory, then redrive."),
  NOT_CHECKED(
      "The check of the layout job threw an exception.", "Read the worker's log, then redrive."),
  NOT_MADE("Making the image threw an exception.", "Read the worker's log, then redrive."),
  IMAGE_STORE_AWAY(
      "The image store can't be reached, is full, or refuses the worker.",
      "Mend the store, then redrive."),
  STOPPED("The trainer was stopped at each attempt.", "Redrive; the run resumes where it was."),
  NOT_PUBLISHED("The brokers refused what the run has to say.", "Mend the brokers, then redrive."),
  FILES(
      "The run's files can't be read or written, such as on a full disk.",
      "Make room or mend the disk, then redrive; the run resumes where it was.");

  private final String meaning;
  private final String cure;

  TransientCode(String meaning, String cure) {
    this.meaning = meaning;
    this.cure = cure;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String cure() {
    return cure;
  }

  @Override
  public boolean isPermanent() {
    return false;
  }
}
