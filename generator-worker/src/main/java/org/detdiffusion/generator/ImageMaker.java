package org.detdiffusion.generator;

import java.util.List;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** A generator in memory; used by one thread at a time. */
interface ImageMaker extends AutoCloseable {

  /** One image to make: the same request makes the same image. */
  record Request(Layout layout, long seed) {}

  /** One image a request, in the same order. */
  List<PixelImage> make(List<Request> requests, Sampling sampling);

  /** Names of the classes it can draw. */
  List<String> classes();

  /** Width and height of its images in pixels. */
  int width();

  int height();

  /** The text that it is given for a layout. */
  String prompt(Layout layout);

  /** The layout without the objects that it is told nothing about. */
  default Layout shown(Layout layout) {
    return layout;
  }

  /** Of its checkpoint's manifest. */
  String sha256();

  @Override
  void close();
}
