package org.detdiffusion.trainer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Repeats;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.trainer.Spool.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the messages of a prefix of the stream lie, one of each id (see {@link Repeats}), sorted by
 * id. Each message is in memory only while it is looked at.
 */
record StreamReader(StreamStore store, Offsets upTo) {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

  /** What there is to know of an annotated image before its pixels are wanted. */
  record Listed(String id, String split, Set<String> classes, Place place) {}

  /** Looks into one kind of message. */
  private record Look<T extends SpecificRecord>(
      Class<T> type, String topic, Predicate<T> wanted, Function<T, String> id) {}

  List<Listed> images(String dataSet) throws IOException {
    var look =
        new Look<>(
            AnnotatedImageMessage.class,
            Topics.ANNOTATED_IMAGES,
            image -> image.getDataSet().equals(dataSet),
            AnnotatedImageMessage::getId);
    return List.copyOf(found(look, StreamReader::listed).values());
  }

  private static Listed listed(AnnotatedImageMessage image, Place place) {
    Set<String> classes =
        image.getObjects().stream()
            .map(ObjectAnnotation::getClassName)
            .map(String::intern) // few, in very many messages
            .collect(Collectors.toUnmodifiableSet());
    return new Listed(image.getId(), image.getSplit().intern(), classes, place);
  }

  /** By image id. */
  Map<String, Place> attributes(String dataSet) throws IOException {
    var look =
        new Look<>(
            AttributeRecord.class,
            Topics.ATTRIBUTE_RECORDS,
            record -> record.getDataSet().equals(dataSet) && !record.getSynthetic(),
            AttributeRecord::getImageId);
    return found(look, (record, place) -> place);
  }

  List<Place> synthetic(List<String> jobs) throws IOException {
    var look =
        new Look<>(
            SyntheticImage.class,
            Topics.SYNTHETIC_IMAGES,
            image -> jobs.contains(image.getJobId()),
            SyntheticImage::getId);
    return List.copyOf(found(look, (image, place) -> place).values());
  }

  private <T extends SpecificRecord, F> Map<String, F> found(
      Look<T> look, BiFunction<T, Place, F> finding) throws IOException {
    Map<String, F> byId = new TreeMap<>();
    Repeats rule = Repeats.of(look.topic());
    for (Place place : store.places(look.topic(), upTo)) {
      read(look, place)
          .filter(look.wanted())
          .ifPresent(m -> rule.add(byId, look.id().apply(m), finding.apply(m, place)));
    }
    return byId;
  }

  private <T extends SpecificRecord> Optional<T> read(Look<T> look, Place place)
      throws IOException {
    try {
      return Optional.of(Wire.decode(look.type(), store.read(place)));
    } catch (UnreadableMessageException unreadable) {
      LOG.debug("left out a message of {}: {}", look.topic(), unreadable.getMessage());
      return Optional.empty();
    }
  }
}
