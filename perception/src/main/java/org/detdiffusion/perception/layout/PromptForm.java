package org.detdiffusion.perception.layout;

import java.util.Locale;
import java.util.Map;

/** The wordings of prompts: what they begin with and how a class is called. */
public enum PromptForm {
  /** {@code An image with dog <l12> <l80> <hard> ...}: class, location, attribute. */
  DET_DIFFUSION(18, true),
  /** GeoDiffusion for COCO-Stuff: class and location. */
  COCO_STUFF(18, false),
  /** GeoDiffusion for nuImages, whose prompts name the camera. */
  NU_IMAGES(22, false);

  private static final Map<String, String> NU_IMAGES_NAMES =
      Map.of("construction_vehicle", "construction", "traffic_cone", "cone");

  private final int limit;
  private final boolean attributes;

  PromptForm(int limit, boolean attributes) {
    this.limit = limit;
    this.attributes = attributes;
  }

  /** How many objects fit into the text encoder's 77 tokens. */
  public int limit() {
    return limit;
  }

  public boolean hasAttributes() {
    return attributes;
  }

  /** The prompt's first words; the camera is used by nuImages only, as in CAM_FRONT_LEFT. */
  public String opening(String camera) {
    return this == NU_IMAGES
        ? "A driving scene image of %s camera with".formatted(cameraName(camera))
        : "An image with";
  }

  /** A class in the prompt's words. */
  public String classText(String className) {
    return this == NU_IMAGES
        ? NU_IMAGES_NAMES.getOrDefault(className, className)
        : className.replace('-', ' ');
  }

  private static String cameraName(String camera) {
    return camera.replaceFirst("^CAM_", "").replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
