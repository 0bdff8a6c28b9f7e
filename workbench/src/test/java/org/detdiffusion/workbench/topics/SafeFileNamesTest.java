package org.detdiffusion.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SafeFileNamesTest {
  private final SafeFileNames names = new SafeFileNames(".png");

  @Test
  void plainIdsKeepTheirNames() {
    assertThat(names.claim("BloodImage_00001.jpg", "a")).isEqualTo("BloodImage_00001.png");
    assertThat(names.claim("photo-7#2", "b")).isEqualTo("photo-7#2.png");
  }

  @Test
  void noHostileIdLeadsOutOfTheFolderOrIsHidden() throws Exception {
    Path hostile = Path.of("..", "schemas", "src", "test", "resources", "hostile-names.json");
    for (String id : new ObjectMapper().readValue(hostile.toFile(), String[].class)) {
      Path name = Path.of(names.claim(id, id));
      assertThat(name.getNameCount()).as(id).isEqualTo(1);
      assertThat(name.toString()).matches("[A-Za-z0-9_#][A-Za-z0-9._#-]*(~[0-9a-f]{32})?\\.png");
      assertThat(name.toString()).hasSizeLessThan(150);
    }
  }

  @Test
  void noIdLeadsOutOfTheFolderOrIsHidden() {
    for (String id : new String[] {"../../x", "/etc/passwd", "..", "", ".png", "a\\b", "C:x"}) {
      String name = names.claim(id, id);
      assertThat(Path.of(name).getNameCount()).as(id).isEqualTo(1);
      assertThat(name).matches("[A-Za-z0-9_#][A-Za-z0-9._#-]*~[0-9a-f]{32}\\.png");
    }
    assertThat(names.claim("x".repeat(5000), "long")).hasSizeLessThan(150);
    assertThat(names.claim("nul\0\n", "controls")).startsWith("nul__~");
  }

  @Test
  void namesThatWouldMeetDiffer() {
    assertThat(names.claim("a.jpg", "1")).isEqualTo("a.png");
    assertThat(names.claim("a.png", "2")).startsWith("a~");
    assertThat(names.claim("A", "3")).startsWith("A~");
    assertThat(names.claim("x/y", "4")).isNotEqualTo(names.claim("x_y", "5"));
  }

  @Test
  void theSameKeyGetsTheSameName() {
    String first = names.claim("../x", "key");
    assertThat(names.claim("a", "1")).isEqualTo(names.claim("a", "1"));
    assertThat(names.claim("../x", "key")).isEqualTo(first);
  }
}
