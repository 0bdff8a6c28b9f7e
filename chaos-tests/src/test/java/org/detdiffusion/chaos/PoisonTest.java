package org.detdiffusion.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.DeadLetters;

/** Bad jobs among good ones. */
class PoisonTest {
  private static final String GOOD = "D6good";
  private static final String BAD = "D6bad";
  private static final List<Poison> KINDS = List.of(Poison.values());
  private static final int ONE_IN = 100;
  private static final String LAST_ATTEMPT = "4";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Profile profile = Profile.current();
  private final Cluster cluster = OneNode.cluster();

  @Case("D6")
  void everyBadJobIsOneDeadLetterAndEveryGoodOneIsDone() throws Exception {
    int bad = Math.max(KINDS.size(), profile.poisonedJobs() / ONE_IN);
    int good = profile.poisonedJobs() - bad;
    try (var pool = new Pool(cluster, "D6", Kind.GENERATOR);
        var goodJobs = new Queue(cluster, GOOD);
        var badJobs = new Queue(cluster, BAD);
        var results = goodJobs.results(good);
        var made = badJobs.results(0);
        var letters = badJobs.deadLetters(bad)) {
      pool.start(2, Map.of("batch", "16")).awaitReady();
      for (int index = 0; index < bad; index++) {
        badJobs.send(BAD + "-" + index, kind(index).value(BAD, index));
      }
      goodJobs.send(good, index -> 0);
      results.awaitAll(PATIENCE);
      letters.awaitAll(PATIENCE);
      made.settle();
      assertThat(pool.terminate()).containsOnly(0);
      Report.row(
          "D6",
          "%d of %d jobs bad in %d ways: one dead letter each with code and origin, good ones done"
              .formatted(bad, good + bad, KINDS.size()),
          "good: lost %d, results %d; dead letters %d of %d bad jobs; results of bad jobs %d",
          results.lost().size(),
          results.records(),
          letters.records(),
          letters.distinct(),
          made.records());
      assertThat(results.records()).isEqualTo(good);
      assertThat(letters.records()).isEqualTo(bad);
      assertThat(made.records()).isZero();
      letters.kept().forEach(PoisonTest::check);
    }
  }

  private static Poison kind(int index) {
    return KINDS.get(index % KINDS.size());
  }

  private static void check(int index, ConsumerRecord<String, byte[]> letter) {
    Poison poison = kind(index);
    assertThat(headers(letter))
        .as(poison.name())
        .containsEntry(DeadLetters.ERROR_CODE, poison.code())
        .containsEntry(DeadLetters.ORIGIN_TOPIC, Topics.LAYOUT_JOBS)
        .containsEntry(DeadLetters.ATTEMPT, poison.isTransient() ? LAST_ATTEMPT : "1")
        .containsKeys(DeadLetters.ORIGIN_PARTITION, DeadLetters.ORIGIN_OFFSET);
    if (poison != Poison.HUGE) {
      assertThat(letter.value()).as(poison.name()).isEqualTo(poison.value(BAD, index));
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> letter) {
    Map<String, String> headers = new TreeMap<>();
    letter
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
