package org.detdiffusion.networks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PocketTrainingTest {

  @Test
  void memoryIsReadEverySoManySteps() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "the system does not tell");
    List<HeldMemory> held = PocketTraining.memory(4, 2);
    assertThat(held).extracting(HeldMemory::step).containsExactly(2, 4);
    assertThat(held).allMatch(memory -> memory.mebibytes() > 100);
    assertThat(held).allMatch(memory -> memory.mebibytes() <= PeakMemory.mebibytes());
  }
}
