package org.detdiffusion.workerkit;

/** Ids and names become keys, headers and names of files, so their length has a bound. */
public final class Ids {
  public static final int MOST_CHARACTERS = 512;

  /** The header that says which augmentation job a layout job or an image belongs to. */
  public static final String JOB_HEADER = "job-id";

  private static final int SHOWN = 20;

  private Ids() {}

  /**
   * Refuses what is longer than {@value #MOST_CHARACTERS} characters.
   *
   * @param what the field, as {@code id}
   * @throws RejectedException {@link PermanentCode#ID_TOO_LONG}
   */
  public static void check(String what, String id) throws RejectedException {
    check(what, id, MOST_CHARACTERS);
  }

  /**
   * Refuses what is longer than so many characters.
   *
   * @throws RejectedException {@link PermanentCode#ID_TOO_LONG}
   */
  public static void check(String what, String id, int most) throws RejectedException {
    if (id.length() > most) {
      throw new RejectedException(
          PermanentCode.ID_TOO_LONG,
          "the %s that begins '%s' has %d characters; %d are the most"
              .formatted(what, id.substring(0, SHOWN), id.length(), most));
    }
  }
}
