package org.detdiffusion.workerkit;

/** Every meter of the kit; those of a loop have its name as a tag. */
public enum Meters implements DeclaredMeter {
  DONE("detdiffusion.records.done", "Records worked on, with outputs written", "records"),
  REJECTED("detdiffusion.records.rejected", "Records given up, with a dead letter", "records"),
  RETRIED("detdiffusion.records.retried", "Records given back to be tried again", "records"),
  DEAD_LETTERS("detdiffusion.dead.letters", "Records written to dead letters", "records"),
  BATCH_SIZE("detdiffusion.batch.size", "Records worked on together", "records"),
  HANDLE_TIME("detdiffusion.handle.time", "Time to work on a batch", SECONDS),
  QUEUE_WAIT("detdiffusion.queue.wait", "Time from a job's publication to its work", SECONDS),
  RENEWALS("detdiffusion.lock.renewals", "Renewals of locks on jobs at work", "renewals"),
  LOCKS_LOST("detdiffusion.locks.lost", "Jobs whose lock was lost while at work", "jobs"),
  ABORTS("detdiffusion.transactions.aborted", "Transactions aborted and repeated", "transactions"),
  RUNNING("detdiffusion.loop.running", "1 while the loop runs, 0 otherwise", "state"),
  FAILED("detdiffusion.loop.failed", "1 when the loop has failed, 0 otherwise", "state"),
  RESIDENT("detdiffusion.process.resident", "Memory of the process that is in RAM", "bytes", ""),
  NATIVE(
      "detdiffusion.process.native",
      "Resident memory beyond the committed heap and other pools of the JVM",
      "bytes",
      "");

  static final String TAG = "loop";
  private final Declaration declaration;

  Meters(String name, String description, String unit) {
    this(name, description, unit, TAG);
  }

  Meters(String name, String description, String unit, String tag) {
    declaration = new Declaration(name, description, unit, tag);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
