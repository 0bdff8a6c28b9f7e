package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.detdiffusion.messages.Topics;

/**
 * Labellers, a consumer group with transactions, when they are killed or their offsets are gone.
 */
class KilledLabellersTest {
  private static final int WORKERS = 2;
  private static final int IMAGE_MILLIS = 10;
  private static final int FEW = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Profile profile = Profile.current();
  private final Cluster cluster = OneNode.cluster();

  @Case("D1b")
  void everyImageIsJudgedExactlyOnceHoweverOftenLabellersAreKilled() throws Exception {
    int count = profile.streamImages();
    var random = new Random(2);
    int kills = 0;
    try (var pool = new Pool(cluster, "D1b", Kind.LABELLER);
        var images = new Images(cluster, "D1b");
        var verdicts = images.verdicts(count)) {
      Map<String, String> settings = images.settings(IMAGE_MILLIS);
      pool.start(WORKERS, settings).awaitReady();
      images.send(0, count);
      while (kills < profile.streamKills()) {
        int before = verdicts.look();
        Await.until(
            "further verdicts",
            PATIENCE,
            () -> verdicts.look() > before || verdicts.look() == count);
        Await.pause(Duration.ofMillis(random.nextInt(1000)));
        pool.killOne(random);
        pool.start(settings);
        kills++;
        Report.progress("D1b: %d of %d verdicts after %d kills", verdicts.look(), count, kills);
      }
      int atLastKill = verdicts.look();
      verdicts.awaitAll(PATIENCE);
      pool.terminate();
      Report.row(
          "D1b",
          "%d images, %d labellers, kill -9: each image judged exactly once"
              .formatted(count, WORKERS),
          "%d kills (%d verdicts at the last); lost %d; records %d",
          kills,
          atLastKill,
          verdicts.lost().size(),
          verdicts.records());
      assertThat(verdicts.lost()).isEmpty();
      assertThat(verdicts.records()).isEqualTo(count);
    }
  }

  @Case("D11")
  void nothingIsSkippedSilentlyWhenOffsetsOrRecordsAreGone() throws Exception {
    try (var pool = new Pool(cluster, "D11", Kind.LABELLER);
        var images = new Images(cluster, "D11");
        var verdicts = images.verdicts(2 * FEW)) {
      Map<String, String> settings = images.settings(0);
      images.send(0, FEW);
      WorkerProcess first = pool.start(settings);
      Await.until("verdicts", PATIENCE, () -> verdicts.look() == FEW);
      first.send(Signal.TERM);
      assertThat(first.awaitExit(PATIENCE)).isZero();

      forgetOffsets(images.group());
      images.send(FEW, 2 * FEW);
      WorkerProcess second = pool.start(settings);
      verdicts.awaitAll(PATIENCE);
      int records = verdicts.records();
      second.send(Signal.TERM);
      assertThat(second.awaitExit(PATIENCE)).isZero();

      images.send(2 * FEW, 3 * FEW);
      deleteRecords();
      WorkerProcess third = pool.start(settings);
      int code = third.awaitExit(PATIENCE);
      Report.row(
          "D11",
          "offsets gone: nothing skipped; records deleted unread: the worker refuses",
          "offsets gone: %d of %d judged, %d records; records deleted: exit code %d, \"%s\"",
          verdicts.distinct(),
          2 * FEW,
          records,
          code,
          lastLine(third.output()));
      assertThat(records).isEqualTo(3 * FEW);
      assertThat(code).isEqualTo(1);
      assertThat(third.output()).contains("has not read are gone", Topics.ANNOTATED_IMAGES);
    }
  }

  private void forgetOffsets(String group) throws Exception {
    try (var admin = cluster.admin()) {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    }
  }

  private void deleteRecords() throws Exception {
    try (var admin = cluster.admin()) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      var topic = admin.describeTopics(List.of(Topics.ANNOTATED_IMAGES)).allTopicNames().get();
      topic
          .get(Topics.ANNOTATED_IMAGES)
          .partitions()
          .forEach(
              partition ->
                  all.put(
                      new TopicPartition(Topics.ANNOTATED_IMAGES, partition.partition()),
                      RecordsToDelete.beforeOffset(-1)));
      admin.deleteRecords(all).all().get();
    }
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((before, last) -> last).orElse("");
  }
}
