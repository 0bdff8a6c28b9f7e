package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.layout.LocationTokens;
import org.detdiffusion.perception.layout.Prompt;

/**
 * What a text-to-image model that draws layouts has to know beside its networks; the configuration
 * of its checkpoint, which is a diffusers directory as well.
 *
 * @param classes it has been shown, by name
 * @param imageSize side of its square pictures in pixels
 */
record LayoutModel(List<String> classes, int imageSize, LocationTokens locations, int maxObjects) {

  static final String ROLE = "text-to-image";
  private static final JsonMapper JSON = new JsonMapper();

  static LayoutModel of(Checkpoint checkpoint) throws InvalidWeightsException {
    String role = checkpoint.manifest().role();
    if (!role.equals(ROLE)) {
      throw new InvalidWeightsException(
          checkpoint.directory(), "has weights for a " + role + ", not for " + ROLE);
    }
    try {
      return JSON.treeToValue(checkpoint.config(), LayoutModel.class);
    } catch (JsonProcessingException e) {
      throw new InvalidWeightsException(
          checkpoint.directory(),
          "has no valid configuration: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /** Sides of pictures are multiples of this many pixels. */
  static int multiple(AutoencoderKl.Config autoencoder, UNet.Config unet) {
    return autoencoder.factor() << (unet.channels().size() - 1);
  }

  /**
   * Whether the networks can draw such pictures: the configuration may have been changed by hand.
   */
  void check(DiffusersDirectory model) throws InvalidWeightsException {
    int multiple = multiple(model.autoencoderConfig(), model.unetConfig());
    if (imageSize < multiple || imageSize % multiple != 0) {
      throw new InvalidWeightsException(
          model.root(),
          "has imageSize %d in its configuration, where a multiple of %d is needed"
              .formatted(imageSize, multiple));
    }
  }

  JsonNode json() {
    return JSON.valueToTree(this);
  }

  Prompt prompt() {
    return Prompt.detDiffusion(locations, maxObjects);
  }
}
