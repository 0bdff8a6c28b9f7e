package org.detdiffusion.workbench.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of a choice as words, {@code RARE_CLASSES} as {@code rare-classes}. */
abstract class Words<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final List<E> values;

  Words(Class<E> type) {
    values = List.of(type.getEnumConstants());
  }

  @Override
  public E convert(String text) {
    return values.stream()
        .filter(value -> word(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is none of " + String.join(", ", words()) + "."));
  }

  /** What the shell completes. */
  @Override
  public Iterator<String> iterator() {
    return words().iterator();
  }

  private List<String> words() {
    return values.stream().map(Words::word).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code origin}, {@code easy}, {@code hard}. */
  static final class OfStrategy extends Words<Strategy> {
    OfStrategy() {
      super(Strategy.class);
    }
  }

  /** {@code copied}, {@code new}. */
  static final class OfLayouts extends Words<LayoutSource> {
    OfLayouts() {
      super(LayoutSource.class);
    }
  }

  /** {@code none}, {@code rare-classes}, {@code weak-classes}, {@code hard-objects}. */
  static final class OfFocus extends Words<Focus> {
    OfFocus() {
      super(Focus.class);
    }
  }
}
