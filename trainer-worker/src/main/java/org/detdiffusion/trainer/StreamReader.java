package org.detdiffusion.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Repeats;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of a prefix of the stream, one of each id (see {@link Repeats}), sorted by id. */
record StreamReader(StreamStore store, Offsets upTo) {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

  List<AnnotatedImageMessage> images(String dataSet) {
    return messages(
        AnnotatedImageMessage.class,
        Topics.ANNOTATED_IMAGES,
        image -> image.getDataSet().equals(dataSet),
        AnnotatedImageMessage::getId);
  }

  /** By image id. */
  Map<String, AttributeRecord> attributes(String dataSet) {
    Map<String, AttributeRecord> byId = new LinkedHashMap<>();
    messages(
            AttributeRecord.class,
            Topics.ATTRIBUTE_RECORDS,
            record -> record.getDataSet().equals(dataSet) && !record.getSynthetic(),
            AttributeRecord::getImageId)
        .forEach(record -> byId.put(record.getImageId(), record));
    return byId;
  }

  List<SyntheticImage> synthetic(List<String> jobs) {
    return messages(
        SyntheticImage.class,
        Topics.SYNTHETIC_IMAGES,
        image -> jobs.contains(image.getJobId()),
        SyntheticImage::getId);
  }

  private <T extends SpecificRecord> List<T> messages(
      Class<T> type, String topic, Predicate<T> wanted, Function<T, String> id) {
    Map<String, T> byId = new TreeMap<>();
    Repeats rule = Repeats.of(topic);
    for (byte[] value : store.values(topic, upTo)) {
      read(type, topic, value).filter(wanted).ifPresent(m -> rule.add(byId, id.apply(m), m));
    }
    return List.copyOf(byId.values());
  }

  private static <T extends SpecificRecord> Optional<T> read(
      Class<T> type, String topic, byte[] value) {
    try {
      return Optional.of(Wire.decode(type, value));
    } catch (UnreadableMessageException unreadable) {
      LOG.debug("left out a message of {}: {}", topic, unreadable.getMessage());
      return Optional.empty();
    }
  }
}
