package org.detdiffusion.messages;

import java.util.Locale;
import java.util.Optional;

/** Ids of the layouts that are planned for an augmentation job: {@code night-1-00042}. */
public final class LayoutIds {
  private LayoutIds() {}

  /**
   * The id of one of a job's layouts.
   *
   * @param index of the layout in its plan, from 0
   */
  public static String of(String job, int index) {
    return String.format(Locale.ROOT, "%s-%05d", job, index);
  }

  /** The job that a layout of this id was planned for; empty where the id tells of none. */
  public static Optional<String> job(String layout) {
    return layout.matches("(?s).+-\\d+")
        ? Optional.of(layout.substring(0, layout.lastIndexOf('-')))
        : Optional.empty();
  }
}
