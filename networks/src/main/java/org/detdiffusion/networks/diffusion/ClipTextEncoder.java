package org.detdiffusion.networks.diffusion;

import static org.detdiffusion.networks.nn.Functions.attention;
import static org.detdiffusion.networks.nn.Functions.quickGelu;
import static org.detdiffusion.networks.nn.Layers.layerNorm;
import static org.detdiffusion.networks.nn.Layers.linear;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/** CLIP's text transformer; parameter names as in transformers' CLIPTextModel. */
public record ClipTextEncoder(Config config) {

  private static final double EPSILON = 1e-5;

  /**
   * @param vocabulary rows of the token table
   * @param length positions: every prompt is padded to it
   */
  public record Config(int vocabulary, int length, int width, int layers, int heads, int mlp) {}

  /**
   * @param states the embeddings, then what each layer hands on, {@code [N, length, width]}
   * @param last the last of them after the final norm: what a U-Net is conditioned on
   */
  public record Output(List<Tensor> states, Tensor last) {

    /** The state of each prompt's highest id, which is its end, {@code [N, width]}. */
    public Tensor pooled(Tensor ids) {
      long n = ids.size(0);
      Tensor end = ids.apply(new long[] {n, 1}, "torch.argmax(%s, 1, True)", ids);
      return last.gatherRows(end).reshape(n, last.size(2));
    }
  }

  /**
   * @param ids {@code [N, length]}, whole numbers
   * @param tokens initial values of the token table, {@code [vocabulary, width]}
   * @return last hidden state after the final norm, {@code [N, length, width]}
   */
  public Tensor forward(Scope p, Tensor ids, Initializer tokens) {
    return states(p, ids, tokens).last();
  }

  /** As {@link #forward}, with the states on the way. */
  public Output states(Scope p, Tensor ids, Initializer tokens) {
    Scope model = p.at("text_model");
    List<Tensor> states = new ArrayList<>();
    Tensor x = embed(model.at("embeddings"), ids, tokens);
    states.add(x);
    for (int i = 0; i < config.layers; i++) {
      x = layer(model.at("encoder").at("layers", i), x);
      x.trace().cut();
      states.add(x);
    }
    return new Output(states, layerNorm(model.at("final_layer_norm"), x, EPSILON));
  }

  private Tensor embed(Scope p, Tensor ids, Initializer tokens) {
    Tensor table =
        p.at("token_embedding").parameter("weight", tokens, config.vocabulary, config.width);
    Tensor positions =
        p.at("position_embedding")
            .parameter("weight", Initializer.normal(0.02), config.length, config.width);
    long[] shape = {ids.size(0), ids.size(1), config.width};
    Tensor looked = table.apply(shape, "torch.embedding(%s, %s)", table, ids);
    return looked.plus(
        ids.size(1) == config.length ? positions : positions.slice(0, 0, ids.size(1)));
  }

  private Tensor layer(Scope p, Tensor x) {
    Tensor h = layerNorm(p.at("layer_norm1"), x, EPSILON);
    Scope a = p.at("self_attn");
    Tensor q = linear(a.at("q_proj"), h, config.width);
    Tensor k = linear(a.at("k_proj"), h, config.width);
    Tensor v = linear(a.at("v_proj"), h, config.width);
    x = x.plus(linear(a.at("out_proj"), attention(q, k, v, config.heads, true), config.width));
    h = layerNorm(p.at("layer_norm2"), x, EPSILON);
    h = quickGelu(linear(p.at("mlp").at("fc1"), h, config.mlp));
    return x.plus(linear(p.at("mlp").at("fc2"), h, config.width));
  }
}
