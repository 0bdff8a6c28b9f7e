package org.detdiffusion.generator;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.samplers.SamplerName;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** A latent diffusion generator. */
record NetworkImageMaker(Generator generator) implements ImageMaker {

  /** A network is compiled for each batch size, so batches are cut into powers of two. */
  @Override
  public List<PixelImage> make(List<Request> requests, Sampling sampling) {
    Generator.Sampling settings =
        new Generator.Sampling(
            SamplerName.of(sampling.getSampler()).orElseThrow(),
            sampling.getSteps(),
            sampling.getGuidance());
    List<PixelImage> images = new ArrayList<>();
    while (images.size() < requests.size()) {
      int size = Integer.highestOneBit(requests.size() - images.size());
      List<Generator.Request> batch =
          requests.subList(images.size(), images.size() + size).stream()
              .map(request -> new Generator.Request(request.layout(), request.seed()))
              .toList();
      images.addAll(generator.generate(batch, settings));
    }
    return images;
  }

  @Override
  public List<String> classes() {
    return generator.classes();
  }

  @Override
  public int width() {
    return generator.imageSize();
  }

  @Override
  public int height() {
    return generator.imageSize();
  }

  @Override
  public String prompt(Layout layout) {
    return generator.prompt(layout);
  }

  @Override
  public Layout shown(Layout layout) {
    return generator.shown(layout);
  }

  @Override
  public String sha256() {
    return generator.sha256();
  }

  @Override
  public void close() {
    generator.close();
  }
}
