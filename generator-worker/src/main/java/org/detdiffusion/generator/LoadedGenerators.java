package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.networks.diffusion.Generator;

/**
 * The generators in memory, the least recently used dropped before another is loaded, so that there
 * are no more at once than may be. For one thread at a time.
 */
final class LoadedGenerators implements AutoCloseable {
  private static final float LOAD_FACTOR = 0.75f;

  private final Path models;
  private final ImageMakers makers;
  private final int most;
  private final Map<String, Generator> byLocation = new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private final Set<String> inUse = new HashSet<>();

  LoadedGenerators(Path models, ImageMakers makers, int most) {
    this.models = models;
    this.makers = makers;
    this.most = most;
  }

  /**
   * The generator of a checkpoint folder, loaded when it isn't in memory; open until the jobs of
   * the batch are {@link #made}.
   */
  Generator get(String location) throws IOException {
    if (!byLocation.containsKey(location)) {
      Path folder = models.resolve(location);
      makers.look(folder);
      drop(most - 1);
      byLocation.put(location, makers.load(folder));
    }
    inUse.add(location);
    return byLocation.get(location);
  }

  /** No job holds a generator any more; a batch may have needed more than are kept. */
  void made() {
    inUse.clear();
    drop(most);
  }

  private void drop(int left) {
    for (var oldest = byLocation.entrySet().iterator();
        byLocation.size() > left && oldest.hasNext(); ) {
      Map.Entry<String, Generator> each = oldest.next();
      if (!inUse.contains(each.getKey())) {
        oldest.remove();
        each.getValue().close();
      }
    }
  }

  @Override
  public void close() {
    byLocation.values().forEach(Generator::close);
    byLocation.clear();
  }
}
