package org.detdiffusion.workbench.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.CocoResults;
import org.detdiffusion.perception.data.formats.CocoResultsWriter;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.perception.data.formats.SingleCocoFile;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.workbench.process.Pace;

/** Labels a data set. Both files that it writes appear when they are complete. */
public final class LabelRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabelRequest request;
  private final ConversionProgress progress;
  private final boolean dryRun;
  private final WholeDataSet data;
  private final SingleCocoFile file;
  private final Labelling labelling;

  private LabelRun(LabelRequest request, ConversionProgress progress, boolean dryRun)
      throws InvalidDataSetException {
    this.request = request;
    this.dryRun = dryRun;
    this.progress = progress;
    WholeDataSet all = WholeDataSet.read(request.format(), request.source(), progress);
    data = request.split().isPresent() ? all.of(request.split().get()) : all;
    file = new SingleCocoFile(data);
    labelling = new Labelling(data, request.rule());
  }

  /**
   * @throws IOException in one sentence when the detector can't be used or a file can't be written
   * @throws InvalidDataSetException in one sentence when the data set or the detections can't be
   *     used
   */
  public static LabelReport run(LabelRequest request, ConversionProgress progress)
      throws IOException, InvalidDataSetException {
    return run(request, progress, false);
  }

  /**
   * As without the last.
   *
   * @param dryRun whether to look at everything and write nothing
   */
  public static LabelReport run(LabelRequest request, ConversionProgress progress, boolean dryRun)
      throws IOException, InvalidDataSetException {
    LabelRun run = new LabelRun(request, progress, dryRun);
    return request.detectors().isEmpty()
        ? run.reuse(CocoResults.read(request.detections()))
        : run.detect();
  }

  private LabelReport detect() throws IOException {
    try (FoldDetectors detectors = FoldDetectors.load(request.detectors())) {
      Pace pace = new Pace("labelling", progress, System::nanoTime);
      if (dryRun) {
        detect(detectors, Writer.nullWriter(), pace);
      } else {
        DurableFiles.replace(
            request.detections(), channel -> detect(detectors, writer(channel), pace));
      }
      return written(detectors.sha256(), pace.seconds());
    }
  }

  private void detect(FoldDetectors detectors, Writer out, Pace pace) throws IOException {
    String images = CocoResults.sumOf(data);
    try (CocoResultsWriter results = new CocoResultsWriter(out, detectors.sha256(), images)) {
      ClassNames names = new ClassNames(data, file).with(detectors.classes());
      labelling.label(new DetectingEye(data, file, detectors, names, results), pace);
    }
  }

  private LabelReport reuse(CocoResults results) throws IOException, InvalidDataSetException {
    KeptEye eye = new KeptEye(data, file, new ClassNames(data, file), results);
    eye.requireImagesOf(request);
    labelling.label(eye, new Pace("labelling", progress, System::nanoTime));
    return written(results.detector().orElse(""), 0);
  }

  private LabelReport written(String detector, double seconds) throws IOException {
    if (!dryRun) {
      write(detector);
    }
    int images = data.images().size() - labelling.unreadable().size();
    return new LabelReport(
        request, dryRun, detector, images, labelling.counts(), labelling.unreadable(), seconds);
  }

  private void write(String detector) throws IOException {
    DurableFiles.replace(
        request.out(),
        channel -> {
          Writer out = writer(channel);
          file.write(out, labelling.objects(), Map.of("labelling", rule(detector)));
          out.flush();
        });
  }

  private String rule(String detector) {
    return JSON.createObjectNode()
        .put("detector_sha256", detector.isEmpty() ? null : detector)
        .put("gamma", request.rule().gamma())
        .put("beta", request.rule().beta())
        .put("class_aware", request.rule().classAware())
        .toString();
  }

  private static Writer writer(FileChannel channel) {
    return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }
}
