package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls for a consumer group whose consumer resets no offset by itself. A group without offsets
 * begins with the oldest record: it is new, or was idle for so long that Kafka has forgotten them,
 * and to work again harms nobody while to skip would. A group whose next record is gone from the
 * topic can't go on without skipping, so it doesn't.
 */
record GroupPoll(Consumer<String, byte[]> consumer, String groupId) {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPoll.class);

  /**
   * The next records, none where the group was just sent to the beginning.
   *
   * @throws IllegalStateException when records were deleted before the group has read them
   */
  ConsumerRecords<String, byte[]> poll(Duration atMost) {
    try {
      return consumer.poll(atMost);
    } catch (NoOffsetForPartitionException fresh) {
      LOG.info("{} has no offsets and begins with the oldest: {}", groupId, fresh.partitions());
      consumer.seekToBeginning(fresh.partitions());
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException gone) {
      throw new IllegalStateException(sentence(gone), gone);
    }
  }

  private String sentence(OffsetOutOfRangeException gone) {
    var begins = consumer.beginningOffsets(gone.partitions());
    var ends = consumer.endOffsets(gone.partitions());
    String where =
        gone.offsetOutOfRangePartitions().entrySet().stream()
            .map(
                next ->
                    "%s is to be read from offset %d but holds %d to %d"
                        .formatted(
                            next.getKey(),
                            next.getValue(),
                            begins.get(next.getKey()),
                            ends.get(next.getKey())))
            .sorted()
            .collect(Collectors.joining("; "));
    return ("Records that consumer group '%s' has not read are gone: %s. To go on without them,"
            + " reset the group: kafka-consumer-groups.sh --reset-offsets --to-earliest --group %s"
            + " --all-topics --execute")
        .formatted(groupId, where, groupId);
  }
}
