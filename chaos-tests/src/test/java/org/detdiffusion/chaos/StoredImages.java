package org.detdiffusion.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.Sha256;

/** The image store of a case: what lies in it is counted by a look at the files themselves. */
record StoredImages(Path directory) {

  static StoredImages of(Cluster cluster, String name) throws IOException {
    return new StoredImages(Files.createDirectories(cluster.directory().resolve(name + "-images")));
  }

  /** For generators, beside others. */
  Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("store", directory.toString());
    return settings;
  }

  /** How many objects there are. */
  int count() throws IOException {
    return objects().size();
  }

  /** Those that are not what their names say. */
  List<Path> broken() throws IOException {
    List<Path> broken = new ArrayList<>();
    for (Path object : objects()) {
      if (!Sha256.of(Files.readAllBytes(object)).equals(object.getFileName().toString())) {
        broken.add(object);
      }
    }
    return broken;
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}")).toList();
    }
  }
}
