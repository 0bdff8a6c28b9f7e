package org.detdiffusion.workbench.page.images;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ObjectVerdict;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.workerkit.Incoming;

/**
 * What is known of an image without its pixels.
 *
 * @param number by which it is asked for; a later image has a higher one
 * @param job that asked for it; empty for real images
 * @param detector that judged its objects; empty when none has
 * @param made empty for real images
 * @param gate what a training run's gate says of it; empty where none was asked
 * @param place where its message lies
 */
public record IndexedImage(
    long number,
    String id,
    String dataSet,
    String split,
    String job,
    int width,
    int height,
    List<ShownBox> boxes,
    String detector,
    String sha256,
    Optional<Provenance> made,
    Optional<ShownVerdict> gate,
    @JsonIgnore Place place) {

  /** Of a record on a topic. */
  public record Place(String topic, int partition, long offset) {
    static Place of(Incoming record) {
      return new Place(record.topic(), record.partition(), record.offset());
    }
  }

  static IndexedImage of(long number, Incoming record, AnnotatedImageMessage image) {
    return new IndexedImage(
        number,
        image.getId(),
        image.getDataSet().intern(),
        image.getSplit().intern(),
        "",
        image.getWidth(),
        image.getHeight(),
        ShownBox.of(image.getObjects()),
        "",
        image.getSha256(),
        Optional.empty(),
        Optional.empty(),
        Place.of(record));
  }

  static IndexedImage of(long number, Incoming record, SyntheticImage image) {
    return new IndexedImage(
        number,
        image.getId(),
        "",
        "",
        image.getJobId().intern(),
        image.getLayout().getWidth(),
        image.getLayout().getHeight(),
        ShownBox.of(image.getLayout().getObjects()),
        "",
        image.getSha256(),
        Optional.of(Provenance.of(image)),
        Optional.empty(),
        Place.of(record));
  }

  /**
   * The same image with its objects as a detector has judged them; as it is where the verdict is on
   * other objects, from before it was imported anew.
   */
  IndexedImage judged(AttributeRecord verdict) {
    return judged(ShownBox.of(verdict.getObjects()), verdict.getDetector().intern());
  }

  /** As {@link #judged(AttributeRecord)}, with the verdict on an earlier image of the same id. */
  IndexedImage judgedLike(IndexedImage earlier) {
    return earlier.detector().isEmpty() ? this : judged(earlier.boxes(), earlier.detector());
  }

  private IndexedImage judged(List<ShownBox> verdict, String judge) {
    if (!ShownBox.sameObjects(boxes, verdict)) {
      return this;
    }
    return with(verdict, judge, gate);
  }

  /** The same image with what a gate says of it; as it is where that is on other objects. */
  IndexedImage gated(ShownVerdict verdict, List<ObjectVerdict> objects) {
    if (objects.size() != boxes.size()) {
      return this;
    }
    List<ShownBox> seen =
        IntStream.range(0, objects.size())
            .mapToObj(i -> boxes.get(i).seen(objects.get(i)))
            .toList();
    return with(seen, detector, Optional.of(verdict));
  }

  private IndexedImage with(List<ShownBox> shown, String judge, Optional<ShownVerdict> verdict) {
    return new IndexedImage(
        number, id, dataSet, split, job, width, height, shown, judge, sha256, made, verdict, place);
  }

  @JsonProperty
  public boolean synthetic() {
    return made.isPresent();
  }

  String key() {
    return synthetic() ? "made/" + id : "real/" + ImageKey.of(dataSet, id);
  }
}
