package org.detdiffusion.networks.diffusion;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.diffusion.samplers.NoiseSchedule;
import org.detdiffusion.networks.diffusion.samplers.PredictionType;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.layout.LocationTokens;
import org.detdiffusion.perception.layout.Prompt;

/**
 * A layout-to-image generator in numbers; kept in its checkpoint.
 *
 * @param classes it can draw, by name
 * @param imageSize side of its square images in pixels
 * @param maxObjects objects the prompt names; further ones are seen by the layout map only
 * @param layoutMap whether the U-Net also sees the layout as a map beside the latents
 * @param schedule "cosine" or "scaled_linear"
 * @param nullPromptShare of training images whose prompt and map are emptied, for guidance
 * @param boxWeight added to the loss weight 1 of latents inside boxes; 0 switches it off
 */
public record GeneratorConfig(
    List<String> classes,
    int imageSize,
    int maxObjects,
    boolean layoutMap,
    LocationTokens locations,
    LinearAutoencoder autoencoder,
    ClipTextEncoder.Config text,
    UNet.Config unet,
    PerceptionHead head,
    String schedule,
    PredictionType prediction,
    double nullPromptShare,
    double boxWeight) {

  /** The size that a laptop trains in minutes: 64x64 pixels, 8x16x16 latents. */
  public static GeneratorConfig pocket(List<String> classes) {
    LocationTokens locations = new LocationTokens(32, 32);
    int maxObjects = 14;
    Prompt prompt = Prompt.detDiffusion(locations, maxObjects);
    int vocabulary = new Vocabulary(classes, prompt).size();
    int longestName =
        classes.stream()
            .mapToInt(name -> prompt.form().classText(name).split("\\s+").length)
            .max()
            .orElse(1);
    int length = 5 + (longestName + 3) * maxObjects;
    int channels = 8;
    int in = channels + LayoutMap.channels(classes.size());
    return new GeneratorConfig(
        List.copyOf(classes),
        64,
        maxObjects,
        true,
        locations,
        new LinearAutoencoder(4, channels),
        new ClipTextEncoder.Config(vocabulary, length, 96, 2, 4, 192),
        new UNet.Config(
            in, channels, List.of(40, 64, 96), List.of(false, true, true), 1, 4, 8, true),
        new PerceptionHead(24, 16, 2),
        "cosine",
        PredictionType.V_PREDICTION,
        0.1,
        1.0);
  }

  /** The same without the spatial layout map: the prompt alone says what stands where. */
  public GeneratorConfig withoutLayoutMap() {
    UNet.Config narrow =
        new UNet.Config(
            autoencoder.channels(),
            unet.out(),
            unet.channels(),
            unet.attention(),
            unet.layers(),
            unet.heads(),
            unet.groups(),
            unet.scaleShift());
    return new GeneratorConfig(
        classes,
        imageSize,
        maxObjects,
        false,
        locations,
        autoencoder,
        text,
        narrow,
        head,
        schedule,
        prediction,
        nullPromptShare,
        boxWeight);
  }

  /** How a layout becomes a prompt. */
  public Prompt prompt() {
    return Prompt.detDiffusion(locations, maxObjects);
  }

  /** Side of the latents. */
  public int latentSize() {
    return imageSize / autoencoder.patch();
  }

  /** Numbers of one image's latents. */
  public int latentLength() {
    return autoencoder.channels() * latentSize() * latentSize();
  }

  /** What training batches are made for. */
  DiffusionBatch.Form batches(LayoutToImageLoss loss) {
    return new DiffusionBatch.Form(
        autoencoder.channels(),
        latentSize(),
        noiseSchedule(),
        loss,
        nullPromptShare,
        LatentWeights.boxes(boxWeight),
        BoxShape.ELLIPSE,
        Optional.of(classes));
  }

  public NoiseSchedule noiseSchedule() {
    return switch (schedule) {
      case "cosine" -> NoiseSchedule.cosine(1000);
      case "scaled_linear" -> NoiseSchedule.scaledLinear();
      default ->
          throw new IllegalArgumentException(
              "schedule '" + schedule + "' is unknown; known are cosine and scaled_linear");
    };
  }
}
