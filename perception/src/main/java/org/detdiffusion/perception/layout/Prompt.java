package org.detdiffusion.perception.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.annotation.Attribute;

/**
 * Writes layouts as prompts.
 *
 * @param opening the first words
 * @param limit how many objects at most; those after are left out
 */
public record Prompt(PromptForm form, String opening, LocationTokens locations, int limit) {

  public static Prompt detDiffusion(LocationTokens locations, int limit) {
    return of(PromptForm.DET_DIFFUSION, "", locations, limit);
  }

  public static Prompt cocoStuff(LocationTokens locations) {
    return of(PromptForm.COCO_STUFF, "", locations, PromptForm.COCO_STUFF.limit());
  }

  /**
   * GeoDiffusion's prompts for nuImages.
   *
   * @param camera such as CAM_FRONT_LEFT or front left
   */
  public static Prompt nuImages(LocationTokens locations, String camera) {
    return of(PromptForm.NU_IMAGES, camera, locations, PromptForm.NU_IMAGES.limit());
  }

  private static Prompt of(PromptForm form, String camera, LocationTokens locations, int limit) {
    return new Prompt(form, form.opening(camera), locations, limit);
  }

  /** The token of an attribute: {@code <easy>} or {@code <hard>}. */
  public static String token(Attribute attribute) {
    return "<" + attribute.name().toLowerCase(Locale.ROOT) + ">";
  }

  /**
   * The layout's objects in random order, cut to the limit, as every prompt is made in training.
   */
  public Layout shuffled(Layout layout, RandomGenerator random) {
    List<LayoutObject> objects = new ArrayList<>(layout.objects());
    for (int i = objects.size() - 1; i > 0; i--) {
      Collections.swap(objects, i, random.nextInt(i + 1));
    }
    return new Layout(layout.width(), layout.height(), cut(objects));
  }

  /** The prompt, objects in the layout's order. */
  public String text(Layout layout) {
    List<String> objects =
        cut(layout.objects()).stream().map(object -> text(object, layout)).toList();
    return opening + " " + String.join(" ", objects);
  }

  /** The prompt's words one by one, for a vocabulary made of words. */
  public List<String> words(Layout layout) {
    return List.of(text(layout).trim().split("\\s+"));
  }

  /** The words of one of the layout's objects. */
  public List<String> words(LayoutObject object, Layout layout) {
    return List.of(text(object, layout).split("\\s+"));
  }

  private String text(LayoutObject object, Layout layout) {
    List<String> parts = new ArrayList<>();
    parts.add(form.classText(object.className()));
    parts.addAll(locations.of(object.box(), layout.width(), layout.height()));
    attribute(object).map(Prompt::token).ifPresent(parts::add);
    return String.join(" ", parts);
  }

  private Optional<Attribute> attribute(LayoutObject object) {
    return form.hasAttributes() ? object.attribute() : Optional.empty();
  }

  private List<LayoutObject> cut(List<LayoutObject> objects) {
    return objects.subList(0, Math.min(limit, objects.size()));
  }
}
