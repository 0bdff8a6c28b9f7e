package org.detdiffusion.workbench.topics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageReference;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;

/** The keys of objects that messages name. Dead letters count: they may be published again. */
final class NamedKeys {
  static final List<String> TOPICS =
      List.of(
          Topics.ANNOTATED_IMAGES,
          Topics.SYNTHETIC_IMAGES,
          Topics.deadLetters(Topics.ANNOTATED_IMAGES),
          Topics.deadLetters(Topics.SYNTHETIC_IMAGES));

  /** With the slash as JSON may write it. */
  private static final Pattern KEY = Pattern.compile("([0-9a-f]{2})\\\\?/(\\1[0-9a-f]{62})");

  private NamedKeys() {}

  /**
   * At most one of a message that can be read. Of one that can't, as a newer version may have
   * written, whatever looks like a key: what is not understood is not swept.
   */
  static Set<String> of(Incoming record) {
    if (record.value() == null) {
      return Set.of();
    }
    try {
      ImageReference stored = stored(record);
      return stored == null ? Set.of() : Set.of(stored.getKey());
    } catch (UnreadableMessageException unreadable) {
      String text = new String(record.value(), StandardCharsets.ISO_8859_1);
      return KEY.matcher(text).results().map(NamedKeys::key).collect(Collectors.toSet());
    }
  }

  private static String key(MatchResult found) {
    return found.group(1) + "/" + found.group(2);
  }

  private static ImageReference stored(Incoming record) throws UnreadableMessageException {
    return record.topic().startsWith(Topics.ANNOTATED_IMAGES)
        ? Wire.decode(AnnotatedImageMessage.class, record.value()).getStored()
        : Wire.decode(SyntheticImage.class, record.value()).getStored();
  }
}
