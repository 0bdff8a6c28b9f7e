package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.Writer;
import org.detdiffusion.perception.geometry.Box;

/** Writes a COCO result file, entry by entry; the first also says which detector it was. */
public final class CocoResultsWriter implements AutoCloseable {
  private final Writer out;
  private final String detector;
  private boolean first = true;

  /**
   * @param detector its sha256
   */
  public CocoResultsWriter(Writer out, String detector) throws IOException {
    this.out = out;
    this.detector = detector;
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
    out.write(first ? ",\"detector_sha256\":" + JsonText.quote(detector) + "}" : "}");
    first = false;
  }

  /** Ends the list and leaves the underlying writer open. */
  @Override
  public void close() throws IOException {
    out.write("\n]\n");
    out.flush();
  }
}
