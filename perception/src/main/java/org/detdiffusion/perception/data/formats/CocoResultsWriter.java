package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.Writer;
import org.detdiffusion.perception.geometry.Box;

/**
 * Writes a COCO result file, entry by entry; the first also says which detector and which images it
 * was.
 */
public final class CocoResultsWriter implements AutoCloseable {
  private final Writer out;
  private final String detector;
  private final String images;
  private boolean first = true;

  /**
   * @param detector its sha256
   * @param images the {@link CocoResults#sumOf} the images that it looks at
   */
  public CocoResultsWriter(Writer out, String detector, String images) throws IOException {
    this.out = out;
    this.detector = detector;
    this.images = images;
    out.write("[");
  }

  public void add(long imageId, long classId, Box box, double score) throws IOException {
    entry(imageId, classId, box, score, "");
  }

  /**
   * An image that could not be looked at, as a box of no size with a score of 0 and {@code unseen}:
   * else it would pass for one in which nothing is.
   */
  public void unseen(long imageId, long classId) throws IOException {
    entry(imageId, classId, new Box(0, 0, 0, 0), 0, ",\"unseen\":true");
  }

  private void entry(long imageId, long classId, Box box, double score, String mark)
      throws IOException {
    out.write(first ? "\n" : ",\n");
    out.write("{\"image_id\":" + imageId + ",\"category_id\":" + classId);
    out.write(",\"bbox\":" + CocoText.box(box) + ",\"score\":" + JsonText.number(score) + mark);
    out.write(first ? origin() : "}");
    first = false;
  }

  private String origin() {
    return ",\"detector_sha256\":%s,\"images_sha256\":%s}"
        .formatted(JsonText.quote(detector), JsonText.quote(images));
  }

  /** Ends the list and leaves the underlying writer open. */
  @Override
  public void close() throws IOException {
    out.write("\n]\n");
    out.flush();
  }
}
