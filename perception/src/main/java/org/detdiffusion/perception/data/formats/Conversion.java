package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.Trees;

/**
 * Reads a data set in one format and writes it in another. It is written beside its place under a
 * hidden name and then renamed, so that what stands at the target is whole.
 */
public final class Conversion {
  private final ConversionRequest request;
  private final ConversionLog log;

  private Conversion(ConversionRequest request, ConversionProgress progress) {
    this.request = request;
    this.log = new ConversionLog(progress);
  }

  /**
   * Converts.
   *
   * @throws InvalidDataSetException when the source can't be used, when something stands at the
   *     target already, or when it can't be written
   */
  public static ConversionReport run(ConversionRequest request, ConversionProgress progress)
      throws InvalidDataSetException {
    return new Conversion(request, progress).run();
  }

  private ConversionReport run() throws InvalidDataSetException {
    Path target = request.target().toAbsolutePath().normalize();
    requireFree(target);
    try {
      return convert(target);
    } catch (IOException e) {
      throw new InvalidDataSetException(
          "%s can't be written (%s): check the place and its permissions"
              .formatted(request.target(), e),
          e);
    } catch (InvalidPathException e) {
      throw new InvalidDataSetException(
          "'%s' can't be a file name here: rename it, or set LC_ALL to a UTF-8 locale"
              .formatted(e.getInput()),
          e);
    }
  }

  private ConversionReport convert(Path target) throws InvalidDataSetException, IOException {
    WholeDataSet data = request.from().read(request.source(), log);
    if (data.images().isEmpty()) {
      throw new InvalidDataSetException(
          request.source() + " holds no usable images: " + firstReason());
    }
    return request.dryRun() ? write(data, target) : writeBeside(data, target);
  }

  private String firstReason() {
    List<String> examples = log.examples();
    return examples.isEmpty() ? "name a data set that lists some" : examples.get(0);
  }

  private void requireFree(Path target) throws InvalidDataSetException {
    boolean there = Files.exists(target);
    try (Stream<Path> entries =
        there && Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      if (there && (!Files.isDirectory(target) || entries.findAny().isPresent())) {
        throw new InvalidDataSetException(
            request.target() + " is there already and is not overwritten: name a new directory");
      }
    } catch (IOException e) {
      throw new InvalidDataSetException(
          request.target() + " can't be looked into: check its permissions", e);
    }
  }

  private ConversionReport writeBeside(WholeDataSet data, Path target)
      throws InvalidDataSetException, IOException {
    Files.createDirectories(target.getParent());
    long process = ProcessHandle.current().pid();
    Path beside = target.resolveSibling("." + target.getFileName() + ".unfinished-" + process);
    Files.createDirectory(beside);
    try {
      ConversionReport report = write(data, beside);
      Files.deleteIfExists(target);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      return report;
    } finally {
      // Nothing is left to delete once it has been renamed.
      Trees.delete(beside);
    }
  }

  private ConversionReport write(WholeDataSet data, Path folder)
      throws InvalidDataSetException, IOException {
    Destination destination = new Destination(folder, request.images(), request.dryRun(), log);
    request.to().write(data, destination, log);
    return ConversionReport.of(data, destination.imagesPlaced(), log);
  }
}
