package org.detdiffusion.workbench.experiment;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;

/** A row of the training table: what the same detector is trained on, at equal iterations. */
public enum Condition {
  REAL_FLIP("real-flip", "real, flip", "flip"),
  REAL_STRONG("real-strong", "real, strong augmentation (baseline)", "strong"),
  COPIED_ORIGIN(
      "copied-origin", "strong + copied layouts, origin", LayoutSource.COPIED, Strategy.ORIGIN),
  NEW_ORIGIN("new-origin", "strong + new layouts, origin", LayoutSource.NEW, Strategy.ORIGIN),
  NEW_EASY("new-easy", "strong + new layouts, easy", LayoutSource.NEW, Strategy.EASY),
  NEW_HARD("new-hard", "strong + new layouts, hard", LayoutSource.NEW, Strategy.HARD),
  COPY_PASTE("copy-paste", "strong + copy-paste (control)", "strong"),
  ORACLE("oracle", "strong, twice the real images (oracle)", "strong");

  /** Real images under strong augmentation alone: what every other row is compared with. */
  public static final Condition BASELINE = REAL_STRONG;

  private final String id;
  private final String label;
  private final String augmentation;

  @SuppressWarnings("ImmutableEnumChecker") // a record of two enums
  private final Optional<Synthesis> synthesis;

  /** Which images are made for a condition. */
  public record Synthesis(LayoutSource layouts, Strategy strategy) {}

  Condition(String id, String label, String augmentation) {
    this(id, label, augmentation, Optional.empty());
  }

  Condition(String id, String label, LayoutSource layouts, Strategy strategy) {
    this(id, label, "strong", Optional.of(new Synthesis(layouts, strategy)));
  }

  Condition(String id, String label, String augmentation, Optional<Synthesis> synthesis) {
    this.id = id;
    this.label = label;
    this.augmentation = augmentation;
    this.synthesis = synthesis;
  }

  public String id() {
    return id;
  }

  public String label() {
    return label;
  }

  public String augmentation() {
    return augmentation;
  }

  public Optional<Synthesis> synthesis() {
    return synthesis;
  }

  public boolean pastes() {
    return this == COPY_PASTE;
  }

  public List<String> splits() {
    return this == ORACLE ? List.of(Splits.TRAIN, Splits.EXTRA) : List.of(Splits.TRAIN);
  }
}
