package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.detdiffusion.networks.diffusion.Generator;

/** The generators in memory, the least recently used dropped first. For one thread at a time. */
final class LoadedGenerators implements AutoCloseable {
  private static final float LOAD_FACTOR = 0.75f;

  private final Path models;
  private final ImageMakers makers;
  private final int most;
  private final Map<String, Generator> byLocation = new LinkedHashMap<>(16, LOAD_FACTOR, true);

  LoadedGenerators(Path models, ImageMakers makers, int most) {
    this.models = models;
    this.makers = makers;
    this.most = most;
  }

  /** The generator of a checkpoint folder, loaded when it isn't in memory; open until dropped. */
  Generator get(String location) throws IOException {
    Generator loaded = byLocation.get(location);
    if (loaded != null) {
      return loaded;
    }
    Generator fresh = makers.load(models.resolve(location));
    byLocation.put(location, fresh);
    return fresh;
  }

  /** Closes what is too much; not before the jobs that hold a generator are made. */
  void dropOldest() {
    while (byLocation.size() > most) {
      String oldest = byLocation.keySet().iterator().next();
      byLocation.remove(oldest).close();
    }
  }

  @Override
  public void close() {
    byLocation.values().forEach(Generator::close);
    byLocation.clear();
  }
}
