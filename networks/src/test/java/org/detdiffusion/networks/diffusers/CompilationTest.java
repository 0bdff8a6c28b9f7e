package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.detdiffusion.networks.diffusers.Compilation.Part;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilationTest {

  private static final String PYTHON =
      """
      import sys, torch
      module = torch.jit.load(sys.argv[1])
      count = sum(p.numel() for p in module.parameters())
      values = [float(line) for line in open(sys.argv[2]).read().split()]
      shape = [int(size) for size in sys.argv[3].split(',')]
      with torch.no_grad():
          out = module(torch.tensor(values).reshape(shape))
      print(count, *out.flatten().tolist())
      """;

  @TempDir Path directory;
  private final DiffusersDirectory model =
      DiffusersDirectory.open(Golden.DIRECTORY.resolve("tiny-sd"));
  private final SafeTensors golden = Golden.tensors("sd/vae.safetensors");

  CompilationTest() throws IOException {}

  private Path compiledDecoder() throws IOException {
    long[] shape = golden.shape("case0.latent");
    Path file = directory.resolve("decoder.pt");
    new Compilation(Part.VAE_DECODER, (int) shape[0], (int) shape[2], (int) shape[3])
        .write(model, file);
    return file;
  }

  @Test
  void libtorchLoadsTheFileAndDrawsTheSame() throws IOException {
    try (NDManager manager = Torch.manager();
        InputStream in = Files.newInputStream(compiledDecoder());
        PtSymbolBlock module = JniUtils.loadModule((PtNDManager) manager, in, true, false)) {
      Shape shape = new Shape(golden.shape("case0.latent"));
      NDArray latent = manager.create(golden.floats("case0.latent"), shape);
      NDArray image = IValueUtils.forward(module, new NDList(latent), false).singletonOrThrow();
      double worst = Golden.worst(image.toFloatArray(), golden.floats("case0.decoded"));
      assertWithin("compiled decoder", worst, 3e-5);
    }
  }

  @Test
  void everyPartCompiles() throws IOException {
    for (Part part : Part.values()) {
      Path file = directory.resolve(part + ".pt");
      new Compilation(part, 1, 16, 16).write(model, file);
      try (NDManager manager = Torch.manager();
          InputStream in = Files.newInputStream(file)) {
        JniUtils.loadModule((PtNDManager) manager, in, true, false).close();
      }
    }
  }

  @Test
  void pythonLoadsTheFileAndDrawsTheSame() throws Exception {
    assumeTrue(pythonHasTorch(), "python3 with torch is not installed");
    Path values = directory.resolve("values.txt");
    StringBuilder text = new StringBuilder();
    for (float value : golden.floats("case0.latent")) {
      text.append(value).append('\n');
    }
    Files.writeString(values, text);
    String shape = Arrays.toString(golden.shape("case0.latent")).replaceAll("[\\[\\] ]", "");
    Process python =
        new ProcessBuilder(
                List.of(
                    "python3",
                    "-c",
                    PYTHON,
                    compiledDecoder().toString(),
                    values.toString(),
                    shape))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] printed =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ");
    assertThat(python.waitFor()).isZero();
    float[] image = new float[printed.length - 1];
    for (int i = 0; i < image.length; i++) {
      image[i] = Float.parseFloat(printed[i + 1]);
    }
    double worst = Golden.worst(image, golden.floats("case0.decoded"));
    assertWithin("compiled decoder in Python", worst, 3e-5);
  }

  private static boolean pythonHasTorch() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
