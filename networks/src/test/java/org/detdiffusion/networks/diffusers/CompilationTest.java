package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.detdiffusion.networks.diffusers.Compilation.Part;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilationTest {

  /** Each input is a file of numbers, named by its shape; whole numbers have no point. */
  private static final String PYTHON =
      """
      import os, sys, torch
      def read(path):
          words = open(path).read().split()
          kind = float if '.' in words[0] else int
          shape = [int(size) for size in os.path.basename(path).split('-')[1:]]
          return torch.tensor([kind(word) for word in words]).reshape(shape)
      module = torch.jit.load(sys.argv[1])
      with torch.no_grad():
          out = module(*[read(path) for path in sys.argv[2:]])
      print(*out.flatten().tolist())
      """;

  @TempDir Path directory;
  private final DiffusersDirectory model =
      DiffusersDirectory.open(Golden.DIRECTORY.resolve("tiny-sd"));
  private final SafeTensors golden = Golden.tensors("sd/vae.safetensors");

  CompilationTest() throws IOException {}

  @Test
  void libtorchLoadsTheFileAndDrawsTheSame() throws IOException {
    long[] shape = golden.shape("case0.latent");
    Path file = directory.resolve("decoder.pt");
    new Compilation(Part.VAE_DECODER, (int) shape[0], (int) shape[2], (int) shape[3])
        .write(model, file);
    try (NDManager manager = Torch.manager()) {
      NDArray latent = manager.create(golden.floats("case0.latent"), new Shape(shape));
      float[] image = run(file, new NDList(latent), (PtNDManager) manager);
      double worst = Golden.worst(image, golden.floats("case0.decoded"));
      assertWithin("compiled decoder", worst, 3e-5);
    }
  }

  @Test
  void everyPartIsAModuleOfLibtorchs() throws IOException {
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
  void pythonGetsTheSameFromEveryPart() throws Exception {
    String python = pythonWithTorch();
    assumeTrue(python != null, "python3 with torch is not installed");
    double worst = NOTHING;
    for (Part part : Part.values()) {
      Path file = directory.resolve(part + ".pt");
      new Compilation(part, 1, 16, 8).write(model, file);
      try (NDManager manager = Torch.manager()) {
        NDList inputs = inputs(part, manager);
        float[] here = run(file, inputs, (PtNDManager) manager);
        worst = Math.max(worst, Golden.worst(run(python, file, inputs), here));
      }
    }
    assertWithin("compiled parts, Python beside libtorch", worst, 3e-5);
  }

  private NDList inputs(Part part, NDManager manager) throws IOException {
    int length = model.textConfig().length();
    int width = model.textConfig().width();
    int channels = model.unetConfig().in();
    int factor = model.autoencoderConfig().factor();
    NDArray latents = waves(manager, 1, channels, 16, 8);
    return switch (part) {
      case TEXT_ENCODER ->
          new NDList(manager.arange(length).toType(DataType.INT64, false).reshape(1, length));
      case UNET ->
          new NDList(latents, manager.create(new float[] {741}), waves(manager, 1, length, width));
      case VAE_ENCODER -> new NDList(waves(manager, 1, 3, 16L * factor, 8L * factor));
      case VAE_DECODER -> new NDList(latents);
    };
  }

  private static NDArray waves(NDManager manager, long... shape) {
    float[] values = new float[(int) Tensor.elements(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return manager.create(values, new Shape(shape));
  }

  private static float[] run(Path file, NDList inputs, PtNDManager manager) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        PtSymbolBlock module = JniUtils.loadModule(manager, in, true, false)) {
      return IValueUtils.forward(module, inputs, false).singletonOrThrow().toFloatArray();
    }
  }

  private float[] run(String python, Path file, NDList inputs) throws Exception {
    List<String> command = new ArrayList<>(List.of(python, "-c", PYTHON, file.toString()));
    for (NDArray input : inputs) {
      String shape = Arrays.toString(input.getShape().getShape()).replaceAll("\\D+", "-");
      Path values = directory.resolve(inputs.indexOf(input) + shape.replaceAll("-$", ""));
      StringBuilder text = new StringBuilder();
      for (Number value : input.toArray()) {
        text.append(value).append('\n');
      }
      Files.writeString(values, text);
      command.add(values.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] printed = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    String[] words = new String(printed, StandardCharsets.UTF_8).strip().split(" ", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  /** Debian's own first: another may come before it on the path. */
  private static String pythonWithTorch() throws InterruptedException {
    for (String python : List.of("/usr/bin/python3", "python3")) {
      if (hasTorch(python)) {
        return python;
      }
    }
    return null;
  }

  private static boolean hasTorch(String python) throws InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
