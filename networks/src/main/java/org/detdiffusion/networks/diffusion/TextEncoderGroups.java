package org.detdiffusion.networks.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.training.ParameterGroup;

/**
 * Parameter groups as GeoDiffusion's training script makes them: the U-Net as one, and the text
 * encoder layer by layer with learning rates that fall towards its tokens. Its vectors and its
 * position embedding don't decay.
 *
 * @param layers of the text encoder
 * @param ratio of the text encoder's learning rate to the U-Net's
 * @param layerDecay factor of the learning rate from a layer to the one below
 */
public record TextEncoderGroups(int layers, double ratio, double layerDecay) {

  private static final Pattern LAYER = Pattern.compile("encoder\\.layers\\.(\\d+)\\.");

  /** Two for each layer of the text encoder, one for its last norm, then the U-Net. */
  public List<ParameterGroup> groups() {
    List<ParameterGroup> groups = new ArrayList<>();
    for (int layer = 0; layer <= layers + 1; layer++) {
      double rate = ratio * Math.pow(layerDecay, layers + 1 - layer);
      String name = "text_encoder_layer_" + layer;
      if (layer <= layers) {
        groups.add(new ParameterGroup(name + "_decay", rate, true));
      }
      groups.add(new ParameterGroup(name + "_no_decay", rate, false));
    }
    groups.add(new ParameterGroup("unet", 1, true));
    return groups;
  }

  /** An empty set of parameters in these groups; the U-Net's names begin with {@code unet.}. */
  public Parameters parameters() {
    return new Parameters(2 * layers + 4, this::groupOf);
  }

  /** Index of a parameter's group. */
  public int groupOf(String name, long[] shape) {
    if (name.startsWith("unet.")) {
      return 2 * layers + 3;
    }
    int layer = layer(name);
    boolean decayed = shape.length > 1 && !name.contains("position_embedding");
    return 2 * layer + (decayed || layer > layers ? 0 : 1);
  }

  private int layer(String name) {
    Matcher matcher = LAYER.matcher(name);
    if (matcher.find()) {
      return Integer.parseInt(matcher.group(1)) + 1;
    }
    return name.contains(".embeddings.") ? 0 : layers + 1;
  }
}
