package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.SyntheticImage;

/** What COCO has no fields for, as members of a JSON object. */
final class ImageFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ImageFields() {}

  static String of(AnnotatedImageMessage image) {
    return members(
        JSON.createObjectNode()
            .put("synthetic", false)
            .put("source_id", image.getId())
            .put("data_set", image.getDataSet()));
  }

  static String of(SyntheticImage image) {
    return members(
        JSON.createObjectNode()
            .put("synthetic", true)
            .put("source_id", image.getId())
            .put("job", image.getJobId())
            .put("prompt", image.getPrompt())
            .put("seed", image.getSeed())
            .put("generator", image.getGenerator())
            .put("generator_sha256", image.getGeneratorSha256()));
  }

  private static String members(ObjectNode object) {
    String text = object.toString();
    return text.substring(1, text.length() - 1);
  }
}
