package org.detdiffusion.workbench.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;

/**
 * The beginning of a message's value as text.
 *
 * @param readable whether it is a message of its topic
 * @param cut whether there is more of it
 */
public record Preview(String text, boolean readable, boolean cut) {
  private static final int MOST = 4000;
  private static final Map<String, Class<? extends SpecificRecord>> TYPES =
      Map.of(
          Topics.ANNOTATED_IMAGES, AnnotatedImageMessage.class,
          Topics.ATTRIBUTE_RECORDS, AttributeRecord.class,
          Topics.AUGMENTATION_JOBS, AugmentationJob.class,
          Topics.LAYOUT_JOBS, LayoutJob.class,
          Topics.SYNTHETIC_IMAGES, SyntheticImage.class,
          Topics.TRAINING_JOBS, TrainingJob.class,
          Topics.TRAINING_PROGRESS, TrainingProgress.class,
          Topics.MODEL_UPDATES, ModelUpdate.class,
          Topics.CANCELLED_JOBS, JobCancellation.class);

  static Preview of(String topic, byte[] value) {
    try {
      return cut(Wire.decode(TYPES.get(topic), value).toString(), true);
    } catch (UnreadableMessageException unreadable) {
      return cut(new String(value, UTF_8), false);
    }
  }

  private static Preview cut(String text, boolean readable) {
    String shown = text.length() > MOST ? text.substring(0, MOST) : text;
    return new Preview(
        shown.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", "\uFFFD"),
        readable,
        text.length() > MOST);
  }
}
