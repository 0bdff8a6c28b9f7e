package org.detdiffusion.workbench.page.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.Refusal;

/** Jobs as they are sent to the page: the plain JSON of their topic. */
final class SubmittedJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SubmittedJson() {}

  /**
   * The job; it has an id of its own where the text gives none.
   *
   * @param prefix of ids that are made here
   */
  static <T extends SpecificRecord> T read(Class<T> type, String text, String prefix) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!(json instanceof ObjectNode object)) {
        throw Refusal.badRequest("A job is a JSON object; see schemas/README.md.");
      }
      if (object.path("id").asText().isBlank()) {
        object.put("id", newId(prefix));
      }
      return Wire.decode(type, object.toString().getBytes(UTF_8));
    } catch (JsonProcessingException broken) {
      throw Refusal.badRequest("The JSON is broken.");
    } catch (UnreadableMessageException wrong) {
      throw Refusal.badRequest(wrong.getMessage());
    }
  }

  static String newId(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
