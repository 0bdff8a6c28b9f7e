package org.detdiffusion.messages;

import java.util.Map;

/**
 * Which of several messages with one id stands, the same for every reader. Equal ids have equal
 * keys, so they lie in one partition and every reader meets them in the same order.
 */
public enum Repeats {
  /**
   * A job done twice: the images are equal to 1/255 (they may have been batched otherwise), unless
   * the job was repeated with another generator. What a reader has used stays, however much it
   * reads later.
   */
  FIRST_STANDS,

  /** An image imported or judged anew replaces what was said before, as compaction does. */
  NEWEST_STANDS;

  /** The rule of a topic. */
  public static Repeats of(String topic) {
    return topic.equals(Topics.SYNTHETIC_IMAGES) ? FIRST_STANDS : NEWEST_STANDS;
  }

  /** Takes a message into a table by id; messages must come in the order of their topic. */
  public <T> void add(Map<String, T> byId, String id, T message) {
    if (this == FIRST_STANDS) {
      byId.putIfAbsent(id, message);
    } else {
      byId.put(id, message);
    }
  }
}
