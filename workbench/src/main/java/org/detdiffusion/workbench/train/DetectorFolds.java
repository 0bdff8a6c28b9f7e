package org.detdiffusion.workbench.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.detection.DetectorTraining;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.ClassEntry;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.perception.data.formats.FileImages;
import org.detdiffusion.perception.data.formats.WholeDataSet;
import org.detdiffusion.workbench.process.WorkbenchException;

/** Cross-fitting: a detector for each fold, trained on all images but the fold's. */
final class DetectorFolds {
  private final TrainDetectorOptions options;
  private final ConversionProgress line;

  DetectorFolds(TrainDetectorOptions options, ConversionProgress line) {
    this.options = options;
    this.line = line;
  }

  /**
   * @return the detectors' directories, one a fold; fewer when the process was asked to stop
   */
  List<Path> train(StopRequest stop)
      throws IOException, InvalidDataSetException, NonFiniteLossException, WorkbenchException {
    WholeDataSet data = data();
    List<SavedSteps> saved = saved(data);
    List<AnnotatedImage> images = images(data, stop);
    List<String> classes = data.classes().stream().map(ClassEntry::name).toList();
    List<Path> detectors = new ArrayList<>();
    List<List<AnnotatedImage>> learnt = stop.isAsked() ? List.of() : learnt(images);
    for (int fold = 0; fold < learnt.size() && !stop.isAsked(); fold++) {
      train(fold, classes, learnt.get(fold), saved.get(fold), stop).ifPresent(detectors::add);
    }
    return detectors;
  }

  /** Of every fold, before the first is trained: an impossible one would be met hours later. */
  private List<List<AnnotatedImage>> learnt(List<AnnotatedImage> images) throws WorkbenchException {
    List<List<AnnotatedImage>> learnt = new ArrayList<>();
    for (int fold = 0; fold < options.folds(); fold++) {
      learnt.add(others(images, fold));
    }
    return learnt;
  }

  /**
   * Whether a training could begin.
   *
   * @return how many images there are to learn from
   */
  int check() throws IOException, InvalidDataSetException, WorkbenchException {
    WholeDataSet data = data();
    List<SavedSteps> unused = saved(data);
    FileImages files = new FileImages(data, options.learning().imageSize());
    files.requireFiles();
    return files.size();
  }

  private WholeDataSet data() throws InvalidDataSetException {
    WholeDataSet all = WholeDataSet.read(options.format(), options.data(), line);
    return options.split().isPresent() ? all.of(options.split().get()) : all;
  }

  private List<SavedSteps> saved(WholeDataSet data) throws IOException, WorkbenchException {
    List<SavedSteps> saved = new ArrayList<>();
    for (int fold = 0; fold < options.folds(); fold++) {
      Path directory = options.out().resolve("fold-" + fold);
      saved.add(SavedSteps.in(directory, DataWords.with(options.words(), data)));
    }
    return saved;
  }

  /** All are kept in memory: at this size a thousand take about as many megabytes as pixels do. */
  private List<AnnotatedImage> images(WholeDataSet data, StopRequest stop)
      throws IOException, InvalidDataSetException, WorkbenchException {
    FileImages files = new FileImages(data, options.learning().imageSize());
    files.requireFiles();
    List<AnnotatedImage> images = new ArrayList<>(files.size());
    try {
      for (int i = 0; i < files.size() && !stop.isAsked(); i++) {
        images.add(files.get(i));
        line.at("reading images", images.size(), files.size());
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    return images;
  }

  private List<AnnotatedImage> others(List<AnnotatedImage> images, int fold)
      throws WorkbenchException {
    int folds = options.folds();
    List<AnnotatedImage> others =
        images.stream().filter(i -> folds == 1 || Folds.foldOf(i.id(), folds) != fold).toList();
    if (others.isEmpty()) {
      throw new WorkbenchException(
          "%s has no image with objects for fold %d of %d: nothing can be learnt"
              .formatted(options.data(), fold + 1, folds));
    }
    return others;
  }

  private Optional<Path> train(
      int fold,
      List<String> classes,
      List<AnnotatedImage> images,
      SavedSteps saved,
      StopRequest stop)
      throws IOException, NonFiniteLossException {
    Optional<Path> finished = saved.finished();
    if (finished.isPresent()) {
      return finished;
    }
    ConversionProgress ofFold =
        (doing, done, all) ->
            line.at(
                options.folds() == 1
                    ? doing
                    : "fold %d of %d, %s".formatted(fold + 1, options.folds(), doing),
                done,
                all);
    try (DetectorTraining training = options.learning().of(classes, images)) {
      int every = options.learning().checkpointEvery();
      return new WholeTraining(training, saved, every, "total", ofFold).finish(stop);
    }
  }
}
