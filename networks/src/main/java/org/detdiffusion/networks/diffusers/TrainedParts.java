package org.detdiffusion.networks.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.detdiffusion.networks.diffusion.LayoutToImageLoss;
import org.detdiffusion.networks.diffusion.TextEncoderGroups;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.training.ParameterGroup;

/**
 * The parameter groups of a fine-tuning: GeoDiffusion's, and the perception head where there is
 * one.
 *
 * @param head its learning rate over the U-Net's
 * @param unet whether the U-Net is trained; frozen, it stays in the map of its file
 */
record TrainedParts(TextEncoderGroups text, boolean unet, OptionalDouble head) {

  List<ParameterGroup> groups() {
    List<ParameterGroup> groups = new ArrayList<>(text.groups());
    if (!unet) {
      groups.set(groups.size() - 1, ParameterGroup.frozen(TextToImageLoss.UNET));
    }
    if (head.isPresent()) {
      groups.add(new ParameterGroup(LayoutToImageLoss.HEAD, head.getAsDouble(), true));
    }
    return groups;
  }

  /** An empty set of parameters in these groups. */
  Parameters parameters() {
    int last = groups().size() - 1;
    return new Parameters(
        last + 1,
        (name, shape) ->
            name.startsWith(LayoutToImageLoss.HEAD) ? last : text.groupOf(name, shape));
  }
}
