package org.detdiffusion.generator;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** Stands in for a network: every pixel is the low byte of the seed. */
final class SeedPainter implements Generator {
  /** Id of a job that no network survives. */
  static final String BREAKS = "breaks";

  final List<Integer> batches = new ArrayList<>();
  final String sha256;
  boolean closed;

  /** Images that the memory holds at once. */
  int most = Integer.MAX_VALUE;

  Runnable whilePainting = () -> {};

  SeedPainter(String sha256) {
    this.sha256 = sha256;
  }

  @Override
  public List<PixelImage> generate(List<Request> requests, Sampling sampling) {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
    if (requests.size() > most) {
      throw new EngineException("CUDA out of memory. Tried to allocate 20.00 MiB.");
    }
    batches.add(requests.size());
    whilePainting.run();
    return requests.stream().map(SeedPainter::paint).toList();
  }

  private static PixelImage paint(Request request) {
    if (request.seed() == BREAKS.hashCode()) {
      throw new IllegalStateException("out of native memory");
    }
    byte[] rgb = new byte[Examples.SIDE * Examples.SIDE * 3];
    Arrays.fill(rgb, (byte) request.seed());
    return new PixelImage(Examples.SIDE, Examples.SIDE, rgb);
  }

  @Override
  public List<String> classes() {
    return List.of("square");
  }

  @Override
  public int imageSize() {
    return Examples.SIDE;
  }

  @Override
  public String prompt(Layout layout) {
    return layout.objects().size() + " squares";
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public void close() {
    closed = true;
  }
}
