package org.detdiffusion.workbench.bench.stream;

import java.util.List;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** Takes a constant time an image on a GPU that is not there, and shows a real image's pixels. */
record ParkedGenerator(List<String> classes, PixelImage picture, int millisAnImage)
    implements Generator {

  @Override
  public int imageSize() {
    return picture.width();
  }

  @Override
  public String sha256() {
    return Sha256.of(picture.rgb());
  }

  @Override
  public String prompt(Layout layout) {
    return layout.objects().size() + " objects";
  }

  @Override
  public List<PixelImage> generate(List<Request> requests, Sampling sampling) {
    Park.millis((long) requests.size() * millisAnImage);
    return requests.stream().map(request -> picture).toList();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
