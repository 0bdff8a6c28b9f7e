package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.text.ClipTokenizer;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.TensorData;
import org.detdiffusion.networks.weights.TensorType;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.layout.LocationTokens;
import org.detdiffusion.perception.layout.Prompt;

/**
 * Teaches the text encoder of Stable Diffusion 1.5 the tokens of layouts: the places of a grid, as
 * GeoDiffusion appends them, then {@code <easy>} and {@code <hard>}. Tokens that the vocabulary has
 * already stay as they are.
 *
 * @param places what the rows of places start from; those of the attributes start from the mean
 * @param noise deviation of rows around the mean, as a share of the table's own in each dimension
 * @param seed of that noise
 */
public record VocabularyGrowth(LocationTokens grid, Start places, double noise, long seed) {

  /** What a new row starts from. */
  public enum Start {
    /** The mean of all rows there are, plus noise: the tokens are words like any other at first. */
    MEAN,
    /**
     * Sines and cosines of column and row, GeoDiffusion's default: neighbours are alike from the
     * first step. These rows are some fifty times as long as those of words.
     */
    WAVES
  }

  static final String TOKENS = "text_model.embeddings.token_embedding.weight";

  /** From the mean with a tenth of the table's deviation. */
  public static VocabularyGrowth of(LocationTokens grid) {
    return new VocabularyGrowth(grid, Start.MEAN, 0.1, 0);
  }

  /** Places row by row, then the attributes. */
  public List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    for (int place = 0; place < grid.count(); place++) {
      tokens.add(LocationTokens.token(place));
    }
    for (Attribute attribute : Attribute.values()) {
      tokens.add(Prompt.token(attribute));
    }
    return tokens;
  }

  /**
   * A model whose text encoder has the new rows; nothing is written yet.
   *
   * @param tokenizer that knows the new tokens
   */
  public record Grown(DiffusersDirectory model, ClipTokenizer tokenizer) {

    /** Writes it, complete or not at all; {@code target} must not exist yet. */
    public void write(Path target) throws IOException {
      DurableFiles.createDirectory(target, directory -> fill(directory, Map.of()));
    }

    /** Writes it into a directory that there is, with new values of some parts. */
    void fill(Path directory, Map<String, TrainedValues> trained) throws IOException {
      new DiffusersWriter(model, trained, tokenizer.added()).writeTo(directory);
    }
  }

  /** Appends the tokens that are not there yet. */
  public Grown grow(DiffusersDirectory model) throws IOException {
    ClipTokenizer before = model.readTokenizer();
    checkGrid(model, before);
    ClipTokenizer after = before.with(tokens());
    int rows = model.textConfig().vocabulary();
    if (after.size() == before.size()) {
      return new Grown(model, before);
    }
    if (before.size() != rows) {
      throw new InvalidWeightsException(
          model.textEncoder().tensors().directory(),
          "has %d rows of tokens, but the vocabulary has %d: tokens can't be appended to both"
              .formatted(rows, before.size()));
    }
    long[] shape = {after.size(), model.textConfig().width()};
    TensorData table = new TensorData(TensorType.F32, shape, table(model, after));
    ConfigFile config = model.textEncoder().config().with("vocab_size", after.size());
    return new Grown(
        model.withTextEncoder(model.textEncoder().replacing(config, TOKENS, table)), after);
  }

  /** Places of a larger grid would be taken for those of this one. */
  private void checkGrid(DiffusersDirectory model, ClipTokenizer tokenizer)
      throws InvalidWeightsException {
    long places = tokenizer.added().keySet().stream().filter(t -> t.matches("<l\\d+>")).count();
    if (places > grid.count()) {
      throw new InvalidWeightsException(
          model.root(),
          "has %d places, which is not a grid of %dx%d: name the grid that it was trained with"
              .formatted(places, grid.columns(), grid.rows()));
    }
  }

  /** The old rows, then the new ones. */
  private ByteBuffer table(DiffusersDirectory model, ClipTokenizer grown) throws IOException {
    int rows = model.textConfig().vocabulary();
    int width = model.textConfig().width();
    ByteBuffer old = floats(model.textEncoder(), TOKENS);
    if (old.remaining() != (long) rows * width * Float.BYTES) {
      throw new InvalidWeightsException(
          model.textEncoder().tensors().directory(), "tensor '" + TOKENS + "' has another size");
    }
    ByteBuffer table =
        ByteBuffer.allocateDirect(
                Math.multiplyExact(Math.multiplyExact(grown.size(), width), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(old.duplicate());
    FloatBuffer added = table.asFloatBuffer();
    NewRows start = NewRows.beside(old.asFloatBuffer(), width, noise, seed);
    List<String> tokens = tokens();
    for (int i = 0; i < tokens.size(); i++) {
      int id = grown.added().get(tokens.get(i));
      if (id >= rows) {
        added.position((id - rows) * width);
        added.put(places == Start.WAVES && i < grid.count() ? start.waves(grid, i) : start.next());
      }
    }
    return table.rewind();
  }

  /** Widened; where they lie when they are wide already. */
  private static ByteBuffer floats(StoredNetwork network, String name) throws IOException {
    SafeTensors file = network.tensors().fileOf(name);
    if (file.type(name) == TensorType.F32) {
      return file.bytes(name).order(ByteOrder.LITTLE_ENDIAN);
    }
    float[] values = file.floats(name);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }
}
