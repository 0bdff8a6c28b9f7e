package org.detdiffusion.networks.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.detdiffusion.networks.diffusion.AutoencoderKl;
import org.detdiffusion.networks.diffusion.ClipTextEncoder;
import org.detdiffusion.networks.diffusion.UNet;
import org.detdiffusion.networks.text.ClipTokenizer;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.networks.weights.InvalidWeightsException;
import org.detdiffusion.perception.data.Sha256;

/**
 * A model as diffusers saves it (Stable Diffusion 1.5, GeoDiffusion): model_index.json and a folder
 * for each part. Opening reads configurations and headers; no weights.
 *
 * @param index model_index.json
 * @param scheduler scheduler_config.json
 * @param tokenizer folder with the vocabulary, if there is one
 */
public record DiffusersDirectory(
    Path root,
    ConfigFile index,
    StoredNetwork textEncoder,
    StoredNetwork unet,
    StoredNetwork autoencoder,
    ConfigFile scheduler,
    Optional<Path> tokenizer) {

  static final String WEIGHTS = "diffusion_pytorch_model";
  static final String TEXT_WEIGHTS = "model";

  /** Refuses, by file and field, what is not a text-to-image model of Stable Diffusion 1's kind. */
  public static DiffusersDirectory open(Path root) throws IOException {
    ConfigFile index = ConfigFile.read(root.resolve("model_index.json"));
    checkPart(index, "text_encoder", "CLIPTextModel");
    checkPart(index, "unet", "UNet2DConditionModel");
    checkPart(index, "vae", "AutoencoderKL");
    Path tokenizer = root.resolve("tokenizer");
    DiffusersDirectory directory =
        new DiffusersDirectory(
            root,
            index,
            StoredNetwork.open(root.resolve("text_encoder"), TEXT_WEIGHTS),
            StoredNetwork.open(root.resolve("unet"), WEIGHTS),
            StoredNetwork.open(root.resolve("vae"), WEIGHTS),
            ConfigFile.read(root.resolve("scheduler").resolve("scheduler_config.json")),
            Files.isDirectory(tokenizer) ? Optional.of(tokenizer) : Optional.empty());
    directory.checkFit();
    return directory;
  }

  private static void checkPart(ConfigFile index, String part, String type)
      throws InvalidWeightsException {
    JsonNode named = index.json().path(part);
    if (!named.path(1).asText().equals(type)) {
      throw index.refused(part, "where a " + type + " is expected");
    }
  }

  private void checkFit() throws InvalidWeightsException {
    UNet.Config network = unetConfig();
    int latent = autoencoderConfig().latent();
    unet.config().only("cross_attention_dim", textConfig().width());
    if (network.in() != latent || network.out() != latent) {
      throw unet.config().refused("in_channels", "where the autoencoder has " + latent);
    }
  }

  public ClipTextEncoder.Config textConfig() throws InvalidWeightsException {
    return Configurations.text(textEncoder.config());
  }

  public UNet.Config unetConfig() throws InvalidWeightsException {
    return Configurations.unet(unet.config());
  }

  /** The vocabulary, with the tokens that were added to it, such as GeoDiffusion's places. */
  public ClipTokenizer readTokenizer() throws IOException {
    Path folder = root.resolve("tokenizer");
    if (tokenizer.isEmpty()) {
      throw new InvalidWeightsException(folder, "is missing");
    }
    ClipTokenizer read = ClipTokenizer.read(folder);
    int rows = textConfig().vocabulary();
    if (read.size() > rows) {
      throw new InvalidWeightsException(
          folder,
          "has ids up to %d, but the text encoder has %d rows".formatted(read.size() - 1, rows));
    }
    return read;
  }

  public AutoencoderKl.Config autoencoderConfig() throws InvalidWeightsException {
    return Configurations.autoencoder(autoencoder.config());
  }

  /**
   * Writes a model of the same layout, complete or not at all.
   *
   * @param target must not exist yet
   * @param trained new values of a part, by its folder; parts that are not named are copied
   */
  public void write(Path target, Map<String, TrainedValues> trained) throws IOException {
    DurableFiles.createDirectory(target, new DiffusersWriter(this, trained, Map.of())::writeTo);
  }

  /** Of the checksums of all files that are read, in the order of their names. */
  public String sha256() throws IOException {
    SortedSet<Path> files = new TreeSet<>(List.of(index.file(), scheduler.file()));
    for (StoredNetwork part : List.of(textEncoder, unet, autoencoder)) {
      files.addAll(part.files());
    }
    if (tokenizer.isPresent()) {
      try (Stream<Path> entries = Files.list(tokenizer.get())) {
        entries.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    StringBuilder sums = new StringBuilder();
    for (Path file : files) {
      sums.append(Sha256.of(file)).append(' ').append(root.relativize(file)).append('\n');
    }
    return Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8));
  }

  DiffusersDirectory withTextEncoder(StoredNetwork other) {
    return new DiffusersDirectory(root, index, other, unet, autoencoder, scheduler, tokenizer);
  }
}
