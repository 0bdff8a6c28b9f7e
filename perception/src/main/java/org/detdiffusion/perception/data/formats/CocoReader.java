package org.detdiffusion.perception.data.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.perception.data.BrokenJson;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** Streams through one COCO annotation file, whose sections may come in any order. */
final class CocoReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final int REPORT_EVERY = 20_000;

  private final Path file;
  private final CocoEntries entries;
  private final CocoListing listing;
  private final ConversionProgress progress;
  private final StringBuilder kept = new StringBuilder();
  private long bytes;

  CocoReader(Path file, CocoEntries entries, CocoListing listing, ConversionProgress progress) {
    this.file = file;
    this.entries = entries;
    this.listing = listing;
    this.progress = progress;
  }

  /** Takes the entry that the parser stands on. */
  private interface EntryReader {
    void read(JsonParser parser) throws IOException, InvalidDataSetException;
  }

  /**
   * @return the fields of the file other than its lists, as JSON members
   */
  String read() throws InvalidDataSetException {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      bytes = Files.size(file);
      sections(parser);
      return kept.toString();
    } catch (JsonProcessingException e) {
      throw new InvalidDataSetException(
          "%s is broken JSON%s (%s): write the file again"
              .formatted(file, place(e.getLocation()), BrokenJson.cause(e)),
          e);
    } catch (IOException e) {
      throw new InvalidDataSetException(file + " can't be read: check its permissions", e);
    }
  }

  private static String place(JsonLocation at) {
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private void sections(JsonParser parser) throws IOException, InvalidDataSetException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw notCoco("a JSON object");
    }
    boolean images = false;
    boolean categories = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String section = parser.currentName();
      parser.nextToken();
      images |= section.equals("images");
      categories |= section.equals("categories");
      section(section, parser);
    }
    if (!images || !categories) {
      throw notCoco("a list '" + (images ? "categories" : "images") + "'");
    }
  }

  private void section(String section, JsonParser parser)
      throws IOException, InvalidDataSetException {
    switch (section) {
      case "images" -> list(section, parser, p -> listing.image(entries.image(p)));
      case "categories" -> list(section, parser, p -> listing.category(entries.category(p)));
      case "annotations" -> list(section, parser, p -> listing.object(entries.object(p)));
      default -> JsonText.member(section, parser, kept);
    }
  }

  private void list(String section, JsonParser parser, EntryReader reader)
      throws IOException, InvalidDataSetException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw notCoco("a list '" + section + "'");
    }
    for (int count = 0; parser.nextToken() != JsonToken.END_ARRAY; count++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw notCoco("only objects in its list '" + section + "'");
      }
      reader.read(parser);
      if (count % REPORT_EVERY == 0) {
        long read = parser.currentLocation().getByteOffset();
        progress.at("reading " + file.getFileName(), read, bytes);
      }
    }
  }

  private InvalidDataSetException notCoco(String missing) {
    return new InvalidDataSetException(
        file + " is no COCO annotation file, it lacks " + missing + ": export it as COCO JSON");
  }
}
