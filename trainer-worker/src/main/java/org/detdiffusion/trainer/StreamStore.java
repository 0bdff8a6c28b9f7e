package org.detdiffusion.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.trainer.Spool.Place;
import org.detdiffusion.workerkit.Incoming;

/**
 * What has come on the topics that training reads: encoded messages in a file of this process, in
 * memory only where each one lies. A run reads a prefix of it, so what comes later doesn't change a
 * run. Repeats of synthetic images are not kept. Safe for use by several threads.
 */
final class StreamStore implements AutoCloseable {
  private record Kept(long offset, Place place) {}

  private static final class Partition {
    private final String topic;
    private final List<Kept> records = new ArrayList<>();
    private long next;

    Partition(String topic) {
      this.topic = topic;
    }
  }

  private final Path directory;
  private final Spool spool;
  private final Map<String, Partition> partitions = new TreeMap<>();
  private final MadeImages made = new MadeImages();
  private final Map<Place, Place> fetched = new HashMap<>();

  /**
   * @param directory where the file is, as large as the topics
   */
  StreamStore(Path directory) {
    this.directory = directory;
    this.spool = new Spool(directory);
  }

  /**
   * Takes a record; one at or before the newest of its partition is known already.
   *
   * @throws UncheckedIOException in one sentence when it can't be written, as on a full disk
   */
  synchronized void add(Incoming record) {
    Partition partition =
        partitions.computeIfAbsent(
            Offsets.partitionName(record.topic(), record.partition()),
            name -> new Partition(record.topic()));
    if (record.offset() < partition.next) {
      return;
    }
    if (record.value() != null && isUseful(record)) {
      partition.records.add(new Kept(record.offset(), written(record.value())));
    }
    partition.next = record.offset() + 1;
  }

  private boolean isUseful(Incoming record) {
    return !record.topic().equals(Topics.SYNTHETIC_IMAGES) || made.add(record);
  }

  private Place written(byte[] value) {
    try {
      return spool.append(value);
    } catch (IOException failed) {
      String sentence =
          ("the copy of the stream in %s can't be written (%s); make room for as much as the topics"
                  + " hold, or set detdiffusion.work.directory to a larger disk, and start again:"
                  + " nothing is lost")
              .formatted(directory, failed.getMessage());
      throw new UncheckedIOException(sentence, failed);
    }
  }

  /** How many different images of some augmentation jobs have come; costs next to nothing. */
  synchronized int syntheticImages(Collection<String> jobs) {
    return made.count(jobs);
  }

  /** What has come of an augmentation job until now. */
  synchronized MadeImages.OfJob made(String job) {
    MadeImages.OfJob growing = made.of(job);
    return new MadeImages.OfJob(Set.copyOf(growing.ids()), growing.trace());
  }

  /** How far it reaches now. */
  synchronized Offsets offsets() {
    Map<String, Long> next = new TreeMap<>();
    partitions.forEach((name, partition) -> next.put(name, partition.next));
    return new Offsets(next);
  }

  /** Where a topic's values up to some offsets lie: partition by partition, as they came. */
  synchronized List<Place> places(String topic, Offsets upTo) {
    List<Place> places = new ArrayList<>();
    partitions.forEach(
        (name, partition) -> {
          if (partition.topic.equals(topic)) {
            partition.records.stream()
                .filter(record -> upTo.include(name, record.offset()))
                .forEach(record -> places.add(record.place()));
          }
        });
    return places;
  }

  byte[] read(Place place) throws IOException {
    return spool.read(place);
  }

  /** Keeps an image that a message only names, for those who read the message again. */
  synchronized void keepFetched(Place message, byte[] image) throws IOException {
    fetched.put(message, spool.append(image));
  }

  /** The image that was kept for a message. */
  Optional<byte[]> fetched(Place message) throws IOException {
    Optional<Place> place = placeOfFetched(message);
    return place.isPresent() ? Optional.of(read(place.get())) : Optional.empty();
  }

  private synchronized Optional<Place> placeOfFetched(Place message) {
    return Optional.ofNullable(fetched.get(message));
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
