package org.detdiffusion.networks.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.NOTHING;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.relative;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.diffusion.samplers.NoiseSource;
import org.detdiffusion.networks.diffusion.samplers.Sampler;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** Whole pictures against diffusers' StableDiffusionPipeline. */
class PipelineGoldenTest {

  private static final Map<String, String> SCHEDULERS =
      Map.of(
          "pndm", "PNDMScheduler",
          "ddim", "DDIMScheduler",
          "dpmsolverpp", "DPMSolverMultistepScheduler",
          "unipc", "UniPCMultistepScheduler");

  private final SafeTensors golden = Golden.tensors("sd/pipeline.safetensors");
  private final DiffusersDirectory model =
      DiffusersDirectory.open(Golden.DIRECTORY.resolve("tiny-sd"));

  PipelineGoldenTest() throws IOException {}

  @Test
  void everyStepAndThePictureAreThoseOfDiffusers() throws IOException {
    double worstLatents = NOTHING;
    double worstPixels = NOTHING;
    List<String> runs =
        golden.names().stream()
            .filter(name -> name.endsWith(".steps"))
            .map(name -> name.substring(0, name.length() - ".steps".length()))
            .toList();
    assertThat(runs).isNotEmpty();
    try (TextToImage pipeline = TextToImage.load(model)) {
      for (String run : runs) {
        List<double[]> steps = sample(pipeline, run);
        worstLatents = Math.max(worstLatents, errorOfSteps(run, steps));
        double[] last = steps.get(steps.size() - 1);
        float[] expected = golden.floats(run + ".final_latents");
        worstLatents = Math.max(worstLatents, relative(floats(last), expected));
        if (golden.contains(run + ".image_0_1")) {
          worstPixels = Math.max(worstPixels, errorOfPicture(pipeline, run, last));
        }
      }
    }
    assertWithin("pipeline latents, of the largest", worstLatents, 1e-5);
    assertWithin("pipeline picture", worstPixels, 1e-5);
  }

  private List<double[]> sample(TextToImage pipeline, String run) throws IOException {
    long[] shape = golden.shape("initial_latents");
    TextToImage.Request request =
        new TextToImage.Request(
            rows("cond_ids"),
            rows("uncond_ids")[0],
            golden.floats(run + ".guidance_scale")[0],
            (int) shape[2],
            (int) shape[3],
            doubles(golden.floats("initial_latents")));
    int count = (int) golden.longs(run + ".steps")[0];
    Sampler sampler = Schedulers.sampler(SCHEDULERS.get(run), model.scheduler(), count, 0);
    List<double[]> steps = new ArrayList<>();
    pipeline.sample(
        request, sampler, NoiseSource.none(), (call, timestep, latents) -> steps.add(latents));
    return steps;
  }

  /** Where there is one call more than rows, the rows are of the later calls. */
  private double errorOfSteps(String run, List<double[]> steps) throws IOException {
    float[] rows = golden.floats(run + ".latents_after_step");
    int length = steps.get(0).length;
    int count = rows.length / length;
    int skipped = steps.size() - count;
    double worst = NOTHING;
    for (int i = 0; i < count; i++) {
      float[] expected = Arrays.copyOfRange(rows, i * length, (i + 1) * length);
      worst = Math.max(worst, relative(floats(steps.get(skipped + i)), expected));
    }
    return worst;
  }

  private double errorOfPicture(TextToImage pipeline, String run, double[] latents)
      throws IOException {
    long[] shape = golden.shape("initial_latents");
    float[] planes = pipeline.decode(latents, (int) shape[0], (int) shape[2], (int) shape[3]);
    long[] picture = golden.shape(run + ".image_0_1");
    int cells = (int) (picture[1] * picture[2]);
    float[] interleaved = new float[planes.length];
    for (int i = 0; i < planes.length; i++) {
      int image = i / (3 * cells);
      int channel = i / cells % 3;
      interleaved[(image * cells + i % cells) * 3 + channel] = planes[i];
    }
    return Golden.worst(interleaved, golden.floats(run + ".image_0_1"));
  }

  private long[][] rows(String name) throws IOException {
    int length = (int) golden.shape(name)[1];
    long[] ids = golden.longs(name);
    long[][] rows = new long[ids.length / length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(ids, i * length, (i + 1) * length);
    }
    return rows;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static float[] floats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
