package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.images.ImageStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ConfiguredImagesTest {
  private static final String LOCATIONS = "smallrye.config.locations";

  @TempDir Path directory;

  @AfterEach
  void forgetTheFile() {
    System.clearProperty(LOCATIONS);
  }

  @Test
  void areInTheStoreThatAFileOfSettingsNames() throws Exception {
    Path file = directory.resolve("worker.properties");
    Files.writeString(file, "detdiffusion.images.store=" + directory.toUri() + "\n");
    System.setProperty(LOCATIONS, file.toUri().toString());
    try (var images = ConfiguredImages.open()) {
      assertThat(images.store().map(ImageStore::name)).contains("the image store " + directory);
    }
  }

  @Test
  void nameTheFileOfSettingsThatIsNotThere() {
    System.setProperty(LOCATIONS, "file:///nowhere/worker.properties");
    assertThatThrownBy(ConfiguredImages::open)
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("/nowhere/worker.properties")
        .hasMessageContaining("SMALLRYE_CONFIG_LOCATIONS");
  }
}
