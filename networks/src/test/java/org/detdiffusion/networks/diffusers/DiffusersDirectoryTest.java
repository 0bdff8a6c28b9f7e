package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.detdiffusion.networks.diffusion.samplers.DpmSolverPlusPlus;
import org.detdiffusion.networks.diffusion.samplers.NoiseSource;
import org.detdiffusion.networks.diffusion.samplers.StepListener;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.text.ClipTokenizer;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.networks.weights.TensorData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusersDirectoryTest {

  private static final String TOKENS = "text_model.embeddings.token_embedding.weight";

  @TempDir Path directory;
  private ModelCopy copy;

  @BeforeEach
  void copyTheModel() throws IOException {
    copy = ModelCopy.in(directory.resolve("model"));
  }

  @Test
  void aModelInSeveralFilesDrawsTheSamePicture() throws IOException {
    double[] whole = draw();
    copy.shard("unet");
    assertNear(draw(), whole, 1e-4);
  }

  @Test
  void bothSpellingsOfTheAutoencodersAttentionAreTheSameNetwork() throws IOException {
    double[] old = decoded();
    copy.change(
        "vae",
        tensors -> {
          Map<String, TensorData> renamed = new TreeMap<>();
          tensors.forEach((name, tensor) -> renamed.put(Spelling.OLD.inNetwork(name), tensor));
          assertThat(renamed.keySet()).isNotEqualTo(tensors.keySet());
          tensors.clear();
          tensors.putAll(renamed);
        });
    assertNear(decoded(), old, 1e-4);
  }

  @Test
  void halfPrecisionOnDiskDrawsNearlyTheSame() throws IOException {
    double[] whole = draw();
    copy.change("unet", ModelCopy::narrow);
    double[] narrow = draw();
    assertThat(narrow).isNotEqualTo(whole);
    assertNear(narrow, whole, 1);
  }

  /** Where weights lie in memory decides the order of sums, so the last bits may differ. */
  private static void assertNear(double[] actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void whatIsWrittenIsReadBackEqual() throws IOException {
    DiffusersDirectory model = DiffusersDirectory.open(copy.root());
    SafeTensors unet = SafeTensors.open(copy.root().resolve("unet").resolve(ModelCopy.FILE));
    Path target = directory.resolve("written");
    model.write(target, Map.of("unet", name -> negated(unet, name)));
    DiffusersDirectory written = DiffusersDirectory.open(target);
    SafeTensors again = SafeTensors.open(target.resolve("unet").resolve(ModelCopy.FILE));
    assertThat(again.metadata()).containsEntry("format", "pt");
    assertThat(again.names()).isEqualTo(unet.names());
    for (String name : unet.names()) {
      assertThat(again.shape(name)).isEqualTo(unet.shape(name));
      assertThat(again.bytes(name)).isEqualTo(negated(unet, name));
    }
    assertThat(written.unet().config().json()).isEqualTo(model.unet().config().json());
    assertThat(written.scheduler().json()).isEqualTo(model.scheduler().json());
    for (String name : model.textEncoder().tensors().names()) {
      assertThat(written.textEncoder().tensors().fileOf(name).bytes(name))
          .isEqualTo(model.textEncoder().tensors().fileOf(name).bytes(name));
    }
  }

  private static ByteBuffer negated(SafeTensors file, String name) {
    try {
      float[] values = file.floats(name);
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : values) {
        bytes.putFloat(-value);
      }
      return bytes.flip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void placesAddedToTheVocabularyAreTokensOfTheirOwn() throws IOException {
    Path folder = Files.createDirectory(copy.root().resolve("tokenizer"));
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\nc a\nca r</w>\n");
    String vocabulary = "{'car</w>': 7, '<|startoftext|>': 8, '<|endoftext|>': 9}";
    Files.writeString(folder.resolve("vocab.json"), vocabulary.replace('\'', '"'));
    Files.writeString(folder.resolve("added_tokens.json"), "{\"<l0>\": 10, \"<l12>\": 511}");
    ClipTokenizer tokenizer = open().readTokenizer();
    assertThat(tokenizer.encode("Car <l0> <l12>", 77)).containsExactly(8, 7, 10, 511, 9);
    assertThat(tokenizer.encode("car car car", 4)).containsExactly(8, 7, 7, 9);
    assertThat(tokenizer.padded("car", 5)).containsExactly(8, 7, 9, 9, 9);

    Files.writeString(folder.resolve("added_tokens.json"), "{\"<l0>\": 51200}");
    assertRefused(() -> open().readTokenizer(), "tokenizer", "ids up to 51200, but the text enc");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    copy.change("unet", tensors -> tensors.remove("conv_out.bias"));
    assertRefused(this::load, "unet", "'conv_out.bias' is missing");
  }

  @Test
  void aWrongShapeIsNamed() throws IOException {
    copy.change("vae", t -> t.put("quant_conv.bias", TensorData.floats(new float[3], 3)));
    assertRefused(this::load, ModelCopy.FILE, "'quant_conv.bias' is [3] where");
  }

  @Test
  void aTensorWithoutAPlaceIsNamed() throws IOException {
    copy.change("unet", t -> t.put("lora.up", TensorData.floats(new float[3], 3)));
    assertRefused(this::load, "unet", "'lora.up' has no place");
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    Path file = copy.root().resolve("unet").resolve(ModelCopy.FILE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 5);
    }
    assertRefused(this::open, ModelCopy.FILE, "bytes of data where its header describes");
  }

  @Test
  void anIndexNeverLeavesItsFolder() throws IOException {
    copy.shard("unet");
    copy.configure(
        "unet/" + ModelCopy.FILE + ".index.json",
        json -> ((ObjectNode) json.get("weight_map")).put("conv_in.bias", "../x.safetensors"));
    assertRefused(this::open, "index.json", "'conv_in.bias' is not in a file beside the index");
  }

  @Test
  void aPickleIsRefusedUnread() throws IOException {
    Path folder = copy.root().resolve("unet");
    Files.move(folder.resolve(ModelCopy.FILE), folder.resolve("diffusion_pytorch_model.bin"));
    assertRefused(this::open, "unet", "can run code: convert it to safetensors");
  }

  @Test
  void anotherKindOfNetworkIsRefusedByField() throws IOException {
    assertConfigRefused("unet", json -> json.put("use_linear_projection", true), "use_linear_proj");
    assertConfigRefused("unet", json -> json.put("in_channels", 9), "in_channels is 9");
    assertConfigRefused("unet", json -> json.put("cross_attention_dim", 7), "cross_attention_dim");
    assertConfigRefused("unet", json -> json.putArray("attention_head_dim").add(5), "a whole numb");
    assertConfigRefused("unet", json -> json.remove("norm_num_groups"), "norm_num_groups is miss");
    assertConfigRefused("text_encoder", json -> json.put("hidden_act", "gelu"), "hidden_act");
    assertConfigRefused("vae", json -> json.put("layers_per_block", 1_000_000), "1..64");
  }

  private void assertConfigRefused(String part, Consumer<ObjectNode> change, String reason)
      throws IOException {
    Path file = copy.root().resolve(part).resolve("config.json");
    byte[] before = Files.readAllBytes(file);
    copy.configure(part + "/config.json", change);
    assertRefused(this::load, "config.json", reason);
    Files.write(file, before);
  }

  @Test
  void anotherSchedulerIsRefused() throws IOException {
    copy.configure("scheduler/scheduler_config.json", j -> j.put("_class_name", "LMSScheduler"));
    assertRefused(
        () -> Schedulers.sampler(open().scheduler(), 5, 0), "scheduler_config", "LMSScheduler");
  }

  private static void assertRefused(ThrowingCallable call, String file, String reason) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(reason);
  }

  private DiffusersDirectory open() throws IOException {
    return DiffusersDirectory.open(copy.root());
  }

  private void load() throws IOException {
    TextToImage.load(open()).close();
  }

  private double[] decoded() throws IOException {
    try (TextToImage model = TextToImage.load(open())) {
      float[] pixels = model.decode(new double[] {1, 2, -1, 0.5}, 1, 1, 1);
      double[] wide = new double[pixels.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = pixels[i];
      }
      return wide;
    }
  }

  @Test
  void bfloat16DrawsNearlyTheSame() throws IOException {
    double[] single = draw();
    double[] narrow = draw(Flavour.BFLOAT16);
    assertThat(narrow).isNotEqualTo(single);
    assertNear(narrow, single, 2);
  }

  private double[] draw() throws IOException {
    return draw(Flavour.SINGLE);
  }

  private double[] draw(Flavour flavour) throws IOException {
    DiffusersDirectory model = open();
    double[] noise = new double[model.autoencoderConfig().latent() * 64];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Math.sin(i);
    }
    long[][] ids = {{1, 5, 7, 2}};
    var request = new TextToImage.Request(ids, new long[] {1, 2, 2, 2}, 3, 8, 8, noise);
    var schedule = Schedulers.schedule(model.scheduler());
    var sampler = DpmSolverPlusPlus.of(schedule, Schedulers.prediction(model.scheduler()), 3);
    try (TextToImage pipeline = TextToImage.load(model, flavour)) {
      return pipeline.sample(request, sampler, NoiseSource.none(), StepListener.NONE);
    }
  }
}
