package org.detdiffusion.perception.data;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What the parser says of a file that is no JSON, for a sentence to a person. */
public final class BrokenJson {
  private BrokenJson() {}

  /** One line, without the parser's note on where the unfinished part began. */
  public static String cause(JsonProcessingException broken) {
    String told = broken.getOriginalMessage().replaceAll("[\\r\\n]+", " ");
    return told.replaceAll(" \\(start marker.*", "");
  }
}
