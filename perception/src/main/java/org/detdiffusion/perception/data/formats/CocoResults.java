package org.detdiffusion.perception.data.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.detdiffusion.perception.data.BrokenJson;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.perception.geometry.Box;

/**
 * A COCO result file for boxes: what a detector said of each image.
 *
 * @param byImage by image id, in the order of the file
 * @param unseen images that could not be looked at
 * @param detector sha256 of the detector, where a result carries it as {@code detector_sha256}
 * @param images the {@link #sumOf} the images, where a result carries it as {@code images_sha256}
 */
public record CocoResults(
    Map<Long, List<Found>> byImage,
    Set<Long> unseen,
    Optional<String> detector,
    Optional<String> images) {

  /** One detection. */
  public record Found(long classId, Box box, double score) {}

  /** One entry of the list. */
  private record Entry(
      long imageId,
      Found found,
      boolean unseen,
      Optional<String> detector,
      Optional<String> images) {}

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Streams through the file.
   *
   * @throws InvalidDataSetException in one sentence when it is something else
   */
  public static CocoResults read(Path file) throws InvalidDataSetException {
    Map<Long, List<Found>> byImage = new HashMap<>();
    Set<Long> unseen = new HashSet<>();
    Optional<String> detector = Optional.empty();
    Optional<String> images = Optional.empty();
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      require(parser.nextToken() == JsonToken.START_ARRAY, file, "is no list");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        require(parser.currentToken() == JsonToken.START_OBJECT, file, "lists what is no result");
        Entry entry = entry(parser, file);
        byImage.computeIfAbsent(entry.imageId, id -> new ArrayList<>()).add(entry.found);
        if (entry.unseen) {
          unseen.add(entry.imageId);
        }
        detector = detector.or(entry::detector);
        images = images.or(entry::images);
      }
    } catch (JsonProcessingException e) {
      throw new InvalidDataSetException(
          "%s is broken JSON (%s): write the file again".formatted(file, BrokenJson.cause(e)), e);
    } catch (IOException e) {
      throw new InvalidDataSetException(file + " can't be read: check its permissions", e);
    }
    return new CocoResults(byImage, unseen, detector, images);
  }

  private static Entry entry(JsonParser parser, Path file)
      throws IOException, InvalidDataSetException {
    double[] box = {};
    double[] image = {};
    double[] category = {};
    double[] score = {};
    boolean unseen = false;
    Optional<String> detector = Optional.empty();
    Optional<String> images = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "image_id" -> image = numbers(parser);
        case "category_id" -> category = numbers(parser);
        case "score" -> score = numbers(parser);
        case "bbox" -> box = numbers(parser);
        case "unseen" -> unseen = parser.currentToken() == JsonToken.VALUE_TRUE;
        case "detector_sha256" -> detector = Optional.of(parser.getText());
        case "images_sha256" -> images = Optional.of(parser.getText());
        default -> parser.skipChildren();
      }
    }
    boolean whole = image.length == 1 && category.length == 1 && score.length == 1;
    require(whole && box.length == 4, file, "has a result without image, category, bbox or score");
    Found found = new Found((long) category[0], new Box(box[0], box[1], box[2], box[3]), score[0]);
    return new Entry((long) image[0], found, unseen, detector, images);
  }

  /** The same only for the same images in the same order: their numbers hang on that. */
  public static String sumOf(WholeDataSet data) {
    String names =
        data.images().stream()
            .map(image -> image.split() + "/" + image.fileName())
            .collect(Collectors.joining("\n"));
    return Sha256.of(names.getBytes(StandardCharsets.UTF_8));
  }

  /** A number, or a list of numbers; nothing for anything else. */
  private static double[] numbers(JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric()) {
      return new double[] {parser.getDoubleValue()};
    }
    List<Double> numbers = new ArrayList<>();
    boolean plain = parser.currentToken() == JsonToken.START_ARRAY;
    while (plain && parser.nextToken().isNumeric()) {
      numbers.add(parser.getDoubleValue());
    }
    parser.skipChildren();
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void require(boolean holds, Path file, String fault)
      throws InvalidDataSetException {
    if (!holds) {
      throw new InvalidDataSetException(
          file + " " + fault + ": name a COCO result file of boxes, as this command writes it");
    }
  }
}
