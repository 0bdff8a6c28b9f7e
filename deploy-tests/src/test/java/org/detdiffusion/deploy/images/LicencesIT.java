package org.detdiffusion.deploy.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.detdiffusion.deploy.Deploy;
import org.junit.jupiter.api.Test;

/** The list of licences has every packaged library, and no other. */
class LicencesIT {
  private static final Pattern LISTED = Pattern.compile("`([\\w.-]+):([\\w.-]+)`");
  private static final String OURS = "org.detdiffusion.";

  @Test
  void listsWhatIsPackaged() throws IOException {
    Set<String> listed = listed();
    Set<String> unlisted = new TreeSet<>();
    Set<String> gone = new TreeSet<>(listed);
    for (String jar : packaged()) {
      Set<String> names =
          listed.stream().filter(name -> isOf(jar, name)).collect(Collectors.toSet());
      gone.removeAll(names);
      if (names.isEmpty()) {
        unlisted.add(jar);
      }
    }
    assertThat(unlisted).as("packaged without a line in docs/licences.md").isEmpty();
    assertThat(gone).as("in docs/licences.md and packaged no more").isEmpty();
  }

  /** Quarkus names a packaged jar group.artifact-version.jar. */
  private static boolean isOf(String jar, String name) {
    return jar.startsWith(name + "-") && Character.isDigit(jar.charAt(name.length() + 1));
  }

  private static Set<String> listed() throws IOException {
    String text = Files.readString(Deploy.ROOT.resolve("docs/licences.md"));
    return LISTED.matcher(text).results().map(LicencesIT::dotted).collect(Collectors.toSet());
  }

  private static String dotted(MatchResult name) {
    return name.group(1) + "." + name.group(2);
  }

  private static Set<String> packaged() throws IOException {
    Set<String> packaged = new TreeSet<>();
    for (Program program : Program.values()) {
      Path app = Deploy.ROOT.resolve(program.module()).resolve("target/quarkus-app/lib");
      try (Stream<Path> files = Files.walk(app)) {
        files.map(file -> file.getFileName().toString()).forEach(packaged::add);
      }
    }
    packaged.removeIf(name -> !name.endsWith(".jar") || name.startsWith(OURS));
    return packaged;
  }
}
