package org.detdiffusion.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A broker that can't write any more: its files may not grow beyond 16 MiB. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  private static final TopicPartition FILLED = new TopicPartition(FillingBroker.TOPIC, 0);

  @Test
  void leavesTheProcessAliveAndKeepsWhatItHasConfirmed(@TempDir Path directory) throws Exception {
    List<String> told = runUntilNothingCanBeWritten(directory);
    int taken = Integer.parseInt(told.get(0).substring("taken ".length()));
    assertThat(taken).isPositive();
    assertThat(told.get(1)).startsWith("Kafka gave up: ");
    try (var kafka = EmbeddedKafka.builder().dir(directory).start()) {
      assertThat(end(kafka)).isGreaterThanOrEqualTo(taken);
      assertThat(kafka.fatalFault()).isEmpty();
    }
  }

  private static List<String> runUntilNothingCanBeWritten(Path directory) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 16384 && exec \"$0\" \"$@\"",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                FillingBroker.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> told = output.lines().toList();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s", told).isEqualTo(FillingBroker.LIVED_ON);
      return told;
    }
  }

  private static long end(EmbeddedKafka kafka) {
    var deserializer = new ByteArrayDeserializer();
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var consumer = new KafkaConsumer<>(client, deserializer, deserializer)) {
      return consumer.endOffsets(List.of(FILLED), Duration.ofSeconds(20)).get(FILLED);
    }
  }
}
