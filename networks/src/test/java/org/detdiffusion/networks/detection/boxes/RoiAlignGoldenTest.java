package org.detdiffusion.networks.detection.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.detdiffusion.networks.golden.Golden.assertWithin;
import static org.detdiffusion.networks.golden.Golden.worst;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.TracedCall;
import org.detdiffusion.networks.golden.Golden;
import org.detdiffusion.networks.weights.SafeTensors;
import org.junit.jupiter.api.Test;

/** RoIAlign on one map and on a pyramid against torchvision 0.14.1. */
class RoiAlignGoldenTest {

  private static final double TOLERANCE = 1e-5;

  private final SafeTensors golden = Golden.tensors("ops/ops.safetensors");
  private final JsonNode settings = Golden.json("ops/ops.json");

  RoiAlignGoldenTest() throws IOException {}

  @Test
  void poolsOneMapWithItsGradient() throws IOException {
    long[] shape = golden.shape("roi_align.input");
    for (int i = 0; i < settings.get("roi_align").size(); i++) {
      JsonNode setting = settings.get("roi_align").get(i);
      RoiAlign align =
          new RoiAlign(
              setting.get("output_size").get(0).asInt(),
              setting.get("output_size").get(1).asInt(),
              setting.get("sampling_ratio").asInt(),
              setting.get("aligned").asBoolean());
      List<RoiAlign.Region> regions = regions(setting.get("spatial_scale").asDouble());
      PixelTable table = new PixelTable((int) shape[0], List.of(size(shape)));
      String name = "roi_align." + i + ".";
      try (TracedCall call =
          new TracedCall(
              trace ->
                  align.pool(
                      trace, PixelTable.of(List.of(trace.input("x", shape))), regions.size()))) {
        NDManager manager = call.manager();
        NDList inputs = new NDList(array(manager, "roi_align.input"));
        inputs.addAll(align.arrays(manager, table, regions));
        float[] pooled = call.value(inputs);
        float[] gradient = call.gradient(array(manager, name + "grad_out"), inputs);
        assertWithin(name + "output", worst(pooled, golden.floats(name + "output")), TOLERANCE);
        assertWithin(
            name + "grad_input", worst(gradient, golden.floats(name + "grad_input")), TOLERANCE);
      }
    }
  }

  @Test
  void poolsTheLevelOfAPyramidThatFitsTheBox() throws IOException {
    JsonNode setting = settings.get("msroi");
    int side = setting.get("output_size").asInt();
    RoiAlign align = new RoiAlign(side, side, setting.get("sampling_ratio").asInt(), false);
    List<long[]> shapes = new ArrayList<>();
    for (int i = 0; golden.contains("msroi.feature" + i); i++) {
      shapes.add(golden.shape("msroi.feature" + i));
    }
    PyramidPooling pooling =
        PyramidPooling.of(
            align,
            shapes.stream().map(RoiAlignGoldenTest::size).toList(),
            setting.get("image_size").get(0).asInt(),
            setting.get("image_size").get(1).asInt());
    List<Boxes> boxes = new ArrayList<>();
    for (int i = 0; golden.contains("msroi.boxes" + i); i++) {
      boxes.add(Boxes.of(golden.floats("msroi.boxes" + i)));
    }
    checkScalesAndLevels(pooling, boxes);
    PixelTable table =
        new PixelTable(boxes.size(), shapes.stream().map(RoiAlignGoldenTest::size).toList());
    List<RoiAlign.Region> regions = pooling.regions(boxes);
    try (TracedCall call =
        new TracedCall(
            trace -> align.pool(trace, PixelTable.of(trace.inputs("x", shapes)), regions.size()))) {
      NDList inputs = new NDList();
      for (int i = 0; i < shapes.size(); i++) {
        NDArray map = array(call.manager(), "msroi.feature" + i);
        map.setName("x[]");
        inputs.add(map);
      }
      inputs.addAll(align.arrays(call.manager(), table, regions));
      assertWithin("msroi", worst(call.value(inputs), golden.floats("msroi.output")), TOLERANCE);
    }
  }

  private void checkScalesAndLevels(PyramidPooling pooling, List<Boxes> boxes) throws IOException {
    for (int i = 0; i < pooling.scales().size(); i++) {
      assertThat(pooling.scales().get(i))
          .isEqualTo(settings.get("msroi").get("scales").get(i).asDouble());
    }
    Boxes all = Boxes.cat(boxes);
    long[] levels = golden.longs("msroi.levels");
    for (int i = 0; i < levels.length; i++) {
      assertThat(pooling.level(all, i)).isEqualTo((int) levels[i]);
    }
  }

  private List<RoiAlign.Region> regions(double scale) throws IOException {
    float[] rois = golden.floats("roi_align.rois");
    List<RoiAlign.Region> regions = new ArrayList<>();
    for (int i = 0; i < rois.length; i += 5) {
      regions.add(
          new RoiAlign.Region(
              0, (int) rois[i], rois[i + 1], rois[i + 2], rois[i + 3], rois[i + 4], scale));
    }
    return regions;
  }

  private static PixelTable.Size size(long[] shape) {
    return new PixelTable.Size((int) shape[2], (int) shape[3]);
  }

  private NDArray array(NDManager manager, String name) throws IOException {
    return manager.create(golden.floats(name), new Shape(golden.shape(name)));
  }
}
