package org.detdiffusion.networks.diffusion;

import java.util.List;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/**
 * Makes pictures of layouts. The picture is a pure function of checkpoint, request and settings:
 * made alone it is the same bytes every time on the CPU, in a batch within 1/255. One thread at a
 * time.
 */
public interface Generator extends AutoCloseable {

  /** One picture to make. */
  record Request(Layout layout, long seed) {}

  /**
   * @param guidance scale of classifier-free guidance; 1 is none
   */
  record Sampling(SamplerName sampler, int steps, double guidance) {

    /** By DPM-Solver++ 2M. */
    public Sampling(int steps, double guidance) {
      this(SamplerName.DPM_SOLVER, steps, guidance);
    }
  }

  /** Names of what it can draw. */
  List<String> classes();

  /** Side of its pictures in pixels. */
  int imageSize();

  /** Of its checkpoint. */
  String sha256();

  /** The prompt of a layout in words. */
  String prompt(Layout layout);

  /**
   * What of a layout a picture can show: its objects but those that the network is told nothing
   * about, because the prompt has no room for them.
   */
  default Layout shown(Layout layout) {
    return layout;
  }

  /** Pictures in the order of the requests. */
  List<PixelImage> generate(List<Request> requests, Sampling sampling);

  @Override
  void close();
}
