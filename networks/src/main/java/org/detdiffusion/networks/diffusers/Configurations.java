package org.detdiffusion.networks.diffusers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/**
 * Networks as diffusers' and transformers' config.json describe them. A setting that our networks
 * don't have is refused, by name: a network that differs in silence would be worse.
 */
public final class Configurations {

  private static final int WIDEST = 1 << 16;
  private static final int DEEPEST = 64;

  private Configurations() {}

  /** Of a UNet2DConditionModel. */
  public static UNet.Config unet(ConfigFile file) throws InvalidWeightsException {
    refuseUNetVariants(file);
    List<Integer> channels = file.integers("block_out_channels", 1, WIDEST);
    List<Boolean> attention = attention(file, "down_block_types", "Down", channels.size());
    List<Boolean> up = new ArrayList<>(attention(file, "up_block_types", "Up", channels.size()));
    Collections.reverse(up);
    if (!up.equals(attention)) {
      throw file.refused("up_block_types", "which does not mirror down_block_types");
    }
    int heads = file.integer("attention_head_dim", 1, WIDEST);
    int groups = groups(file, channels);
    if (channels.stream().anyMatch(width -> width % heads != 0)) {
      throw file.refused("attention_head_dim", "heads, which don't divide block_out_channels");
    }
    return new UNet.Config(
        file.integer("in_channels", 1, WIDEST),
        file.integer("out_channels", 1, WIDEST),
        channels,
        attention,
        file.integer("layers_per_block", 1, DEEPEST),
        heads,
        groups,
        file.text("resnet_time_scale_shift", "default").equals("scale_shift"));
  }

  private static void refuseUNetVariants(ConfigFile file) throws InvalidWeightsException {
    file.only("act_fn", "silu")
        .only("flip_sin_to_cos", true)
        .only("freq_shift", 0)
        .only("mid_block_scale_factor", 1)
        .only("downsample_padding", 1)
        .only("norm_eps", 1e-5)
        .only("conv_in_kernel", 3)
        .only("conv_out_kernel", 3)
        .only("time_embedding_type", "positional")
        .only("mid_block_type", "UNetMidBlock2DCrossAttn")
        .only("resnet_out_scale_factor", 1)
        .only("transformer_layers_per_block", 1)
        .without("center_input_sample", "use_linear_projection", "dual_cross_attention")
        .without("only_cross_attention", "mid_block_only_cross_attention", "cross_attention_norm")
        .without("class_embed_type", "num_class_embeds", "class_embeddings_concat")
        .without("addition_embed_type", "encoder_hid_dim", "num_attention_heads")
        .without("time_embedding_dim", "time_cond_proj_dim", "time_embedding_act_fn")
        .without("timestep_post_act", "resnet_skip_time_act");
    if (!List.of("default", "scale_shift")
        .contains(file.text("resnet_time_scale_shift", "default"))) {
      throw file.refused("resnet_time_scale_shift", "where default and scale_shift are supported");
    }
  }

  private static List<Boolean> attention(ConfigFile file, String field, String way, int levels)
      throws InvalidWeightsException {
    String plain = way + "Block2D";
    String attending = "CrossAttn" + plain;
    List<String> types = file.texts(field);
    if (types.size() != levels || !types.stream().allMatch(List.of(plain, attending)::contains)) {
      throw file.refused(
          field, "where " + levels + " of " + plain + " and " + attending + " are supported");
    }
    return types.stream().map(attending::equals).toList();
  }

  private static int groups(ConfigFile file, List<Integer> channels)
      throws InvalidWeightsException {
    int groups = file.integer("norm_num_groups", 1, WIDEST);
    if (channels.stream().anyMatch(width -> width % groups != 0)) {
      throw file.refused("norm_num_groups", "groups, which don't divide block_out_channels");
    }
    return groups;
  }

  /** Of a CLIPTextModel. */
  public static ClipTextEncoder.Config text(ConfigFile file) throws InvalidWeightsException {
    file.only("hidden_act", "quick_gelu").only("layer_norm_eps", 1e-5);
    ClipTextEncoder.Config config =
        new ClipTextEncoder.Config(
            file.integer("vocab_size", 1, 1 << 24),
            file.integer("max_position_embeddings", 1, WIDEST),
            file.integer("hidden_size", 1, WIDEST),
            file.integer("num_hidden_layers", 1, DEEPEST),
            file.integer("num_attention_heads", 1, WIDEST),
            file.integer("intermediate_size", 1, WIDEST));
    if (config.width() % config.heads() != 0) {
      throw file.refused("num_attention_heads", "heads, which don't divide hidden_size");
    }
    return config;
  }

  /** Of an AutoencoderKL. */
  public static AutoencoderKl.Config autoencoder(ConfigFile file) throws InvalidWeightsException {
    file.only("act_fn", "silu")
        .only("use_quant_conv", true)
        .only("use_post_quant_conv", true)
        .only("mid_block_add_attention", true)
        .without("shift_factor", "latents_mean", "latents_std");
    List<Integer> channels = file.integers("block_out_channels", 1, WIDEST);
    for (String way : List.of("down", "up")) {
      String type = way.equals("down") ? "DownEncoderBlock2D" : "UpDecoderBlock2D";
      String field = way + "_block_types";
      if (!file.texts(field).equals(Collections.nCopies(channels.size(), type))) {
        throw file.refused(field, "where " + channels.size() + " of " + type + " are supported");
      }
    }
    return new AutoencoderKl.Config(
        file.integer("in_channels", 1, WIDEST),
        file.integer("out_channels", 1, WIDEST),
        file.integer("latent_channels", 1, WIDEST),
        channels,
        file.integer("layers_per_block", 1, DEEPEST),
        groups(file, channels),
        file.number("scaling_factor", 0.18215));
  }
}
