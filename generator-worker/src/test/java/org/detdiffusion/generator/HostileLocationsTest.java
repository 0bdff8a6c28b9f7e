package org.detdiffusion.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.workerkit.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message may name a model by its checksum, in no other way. */
class HostileLocationsTest {
  private static final Path NAMES =
      Path.of("..", "schemas", "src", "test", "resources", "hostile-names.json");

  private final AnnouncedGenerators announced = new AnnouncedGenerators();

  static Stream<String> names() throws IOException {
    String[] names = new ObjectMapper().readValue(NAMES.toFile(), String[].class);
    return Stream.concat(Arrays.stream(names), Stream.of("model.pkl", "model.pt", "s3://a/b"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void noAnnouncementLeadsOutOfTheModels(String location) {
    announced.read(Examples.record(Examples.update("generator", location)));
    assertThat(announced.isEmpty()).isTrue();
  }

  @Test
  void noAnnouncementWritesALineOfItsOwnIntoTheLog() {
    try (LoggedLines log = new LoggedLines(AnnouncedGenerators.class)) {
      announced.read(Examples.record(Examples.update("a\nb", "x\r\n\u001b[2JERROR all is lost")));
      assertThat(log.lines())
          .hasSize(1)
          .allMatch(line -> line.matches("[^\\p{Cntrl}]*all is lost.*"));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void noJobLeadsOutOfTheModels(String location) {
    LayoutJob job = LayoutJob.newBuilder(Examples.job("a")).setGeneratorSha256(location).build();
    assertThatThrownBy(() -> announced.location(job)).isInstanceOf(RejectedException.class);
  }
}
