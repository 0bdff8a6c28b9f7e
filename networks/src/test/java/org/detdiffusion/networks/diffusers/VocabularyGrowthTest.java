package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.NetworkRun.array;

import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.detdiffusion.networks.diffusers.VocabularyGrowth.Start;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.LocationEmbedding;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.golden.NetworkRun;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.text.ClipTokenizer;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.perception.layout.LocationTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places and attributes as new tokens of the small reference text encoder. */
class VocabularyGrowthTest {

  private static final int ROWS = 512;
  private static final int WIDTH = 32;
  private static final LocationTokens GRID = new LocationTokens(4, 3);
  private static final VocabularyGrowth GROWTH = VocabularyGrowth.of(GRID);

  @TempDir Path directory;
  private ModelCopy copy;

  @BeforeEach
  void copyTheModelAndGiveItAVocabulary() throws IOException {
    copy = ModelCopy.in(directory.resolve("model"));
    copy.writeVocabulary(ROWS);
  }

  @Test
  void newTokensFollowTheVocabularyAndAreReadBack() throws IOException {
    DiffusersDirectory grown = grown(GROWTH);
    assertThat(grown.textConfig().vocabulary()).isEqualTo(ROWS + 12 + 2);
    ClipTokenizer tokenizer = grown.readTokenizer();
    assertThat(tokenizer.encode("car <l0><l11> <easy> <hard>", 77))
        .containsExactly(1, 0, ROWS, ROWS + 11, ROWS + 12, ROWS + 13, 2);
    TextToImage.load(grown).close();
  }

  @Test
  void oldTokensMeanWhatTheyMeant() throws IOException {
    DiffusersDirectory grown = grown(GROWTH);
    SafeTensors golden = Golden.tensors("sd/text_encoder.safetensors");
    long[] shape = golden.shape("case0.input_ids");
    long[] ids = golden.longs("case0.input_ids");
    ClipTextEncoder encoder = new ClipTextEncoder(grown.textConfig());
    NetworkRun run =
        new NetworkRun(
            trace ->
                Map.of(
                    "last",
                    encoder.forward(
                        trace.root(), trace.input("ids", shape), Initializer.constant(0))));
    float[] states =
        run.on(grown.textEncoder(), manager -> new NDList(array(manager, ids, shape))).get("last");
    float[] expected = golden.floats("case0.last_hidden_state");
    assertWithin("grown text encoder", Golden.worst(states, expected), 1e-5);
  }

  @Test
  void newRowsStartNearTheMeanAndDiffer() throws IOException {
    float[] table = table(grown(GROWTH));
    for (int d = 0; d < WIDTH; d++) {
      double mean = 0;
      double squares = 0;
      for (int row = 0; row < ROWS; row++) {
        double value = table[row * WIDTH + d];
        mean += value / ROWS;
        squares += value * value / ROWS;
      }
      double deviation = Math.sqrt(squares - mean * mean);
      double spread = 0;
      for (int row = ROWS; row < ROWS + 14; row++) {
        assertThat((double) table[row * WIDTH + d]).isCloseTo(mean, within(0.5 * deviation));
        spread += Math.pow((table[row * WIDTH + d] - mean) / deviation, 2) / 14;
      }
      assertThat(Math.sqrt(spread)).isBetween(0.03, 0.25);
    }
  }

  @Test
  void theSameSeedGivesTheSameRows() throws IOException {
    float[] table = table(grown(GROWTH));
    assertThat(table(grown(GROWTH))).isEqualTo(table);
    assertThat(table(grown(new VocabularyGrowth(GRID, Start.MEAN, 0.1, 1)))).isNotEqualTo(table);
  }

  @Test
  void placesCanStartFromGeoDiffusionsWaves() throws IOException {
    float[] table = table(grown(new VocabularyGrowth(GRID, Start.WAVES, 0.1, 0)));
    for (int place = 0; place < GRID.count(); place++) {
      for (int d = 0; d < WIDTH; d++) {
        assertThat(table[(ROWS + place) * WIDTH + d])
            .isEqualTo((float) LocationEmbedding.value(place % 4, place / 4, d, WIDTH));
      }
    }
    float[] easy = Arrays.copyOfRange(table, (ROWS + 12) * WIDTH, (ROWS + 13) * WIDTH);
    assertThat(easy).isEqualTo(rowOfEasy(new VocabularyGrowth(GRID, Start.WAVES, 0.1, 0)));
  }

  private float[] rowOfEasy(VocabularyGrowth growth) throws IOException {
    float[] table = table(grown(growth));
    return Arrays.copyOfRange(table, (ROWS + 12) * WIDTH, (ROWS + 13) * WIDTH);
  }

  @Test
  void aGeoDiffusionModelKeepsItsPlacesAndLearnsTheAttributes() throws IOException {
    String places = "{\"<l0>\": 512, \"<l1>\": 513}";
    LocationTokens two = new LocationTokens(2, 2);
    copy.writeVocabulary(ROWS - 2);
    Files.writeString(
        copy.root().resolve("tokenizer/added_tokens.json"),
        places.replace("512", "510").replace("513", "511"));
    float[] before = table(DiffusersDirectory.open(copy.root()));
    DiffusersDirectory grown = grown(VocabularyGrowth.of(two));
    assertThat(grown.readTokenizer().added())
        .containsExactly(
            Map.entry("<l0>", 510),
            Map.entry("<l1>", 511),
            Map.entry("<l2>", 512),
            Map.entry("<l3>", 513),
            Map.entry("<easy>", 514),
            Map.entry("<hard>", 515));
    assertThat(table(grown)).startsWith(before);
  }

  @Test
  void aVocabularyOfAnotherSizeIsRefused() throws IOException {
    copy.writeVocabulary(ROWS - 1);
    assertThatThrownBy(() -> grown(GROWTH))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("has 512 rows of tokens, but the vocabulary has 511");
  }

  private DiffusersDirectory grown(VocabularyGrowth growth) throws IOException {
    Path target = Files.createTempDirectory(directory, "grown").resolve("model");
    growth.grow(DiffusersDirectory.open(copy.root())).write(target);
    return DiffusersDirectory.open(target);
  }

  private static float[] table(DiffusersDirectory model) throws IOException {
    return model
        .textEncoder()
        .tensors()
        .fileOf(VocabularyGrowth.TOKENS)
        .floats(VocabularyGrowth.TOKENS);
  }
}
