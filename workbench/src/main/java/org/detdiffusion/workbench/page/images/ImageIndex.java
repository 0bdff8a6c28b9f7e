package org.detdiffusion.workbench.page.images;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ImageVerdict;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.workbench.page.NewestMap;
import org.detdiffusion.workerkit.Incoming;

/**
 * The newest images of the topics without their pixels: their objects and where their messages lie.
 * Of real images with one id the newest stands, of synthetic ones the first, as for every reader.
 */
public final class ImageIndex {
  private final int most;
  private final NavigableMap<Long, IndexedImage> byNumber = new TreeMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, AttributeRecord> early;
  private final Map<String, Gated> earlyGated;
  private long gateVerdicts;
  private long next = 1;

  /**
   * An empty index.
   *
   * @param most images to hold; the oldest are forgotten
   */
  public ImageIndex(int most) {
    this.most = most;
    this.early = new NewestMap<>(most);
    this.earlyGated = new NewestMap<>(most);
  }

  private record Gated(TrainingProgress told, ImageVerdict verdict) {
    IndexedImage onto(IndexedImage image) {
      return image.gated(ShownVerdict.of(told, verdict), verdict.getObjects());
    }
  }

  public synchronized void add(Incoming record, AnnotatedImageMessage image) {
    Optional<IndexedImage> earlier = remove("real/" + ImageKey.of(image));
    put(number -> judged(IndexedImage.of(number, record, image), earlier));
  }

  public synchronized void add(Incoming record, SyntheticImage image) {
    if (!numbers.containsKey("made/" + image.getId())) {
      Gated verdict = earlyGated.remove("made/" + image.getId());
      put(
          number -> {
            IndexedImage made = IndexedImage.of(number, record, image);
            return verdict == null ? made : verdict.onto(made);
          });
    }
  }

  /** The verdicts of a run's gate, also before their images. */
  public synchronized void add(TrainingProgress told) {
    for (ImageVerdict verdict : told.getVerdicts()) {
      Gated gated = new Gated(told, verdict);
      String key = "made/" + verdict.getImageId();
      Long number = numbers.get(key);
      if (number == null) {
        earlyGated.put(key, gated);
      } else {
        byNumber.computeIfPresent(number, (unused, image) -> gated.onto(image));
      }
      gateVerdicts++;
    }
  }

  /** How many verdicts of gates have come. */
  public synchronized long gateVerdicts() {
    return gateVerdicts;
  }

  /** Also before its image: topics are not read in step. */
  public synchronized void add(AttributeRecord verdict) {
    if (verdict.getSynthetic()) {
      return;
    }
    Long number = numbers.get("real/" + ImageKey.of(verdict));
    if (number == null) {
      AttributeRecord kept =
          AttributeRecord.newBuilder(verdict).setSightings(List.of()).build(); // never shown
      early.put("real/" + ImageKey.of(verdict), kept);
    } else {
      byNumber.computeIfPresent(number, (unused, image) -> image.judged(verdict));
    }
  }

  private IndexedImage judged(IndexedImage image, Optional<IndexedImage> earlier) {
    AttributeRecord verdict = early.remove(image.key());
    return verdict == null ? earlier.map(image::judgedLike).orElse(image) : image.judged(verdict);
  }

  private void put(LongFunction<IndexedImage> image) {
    IndexedImage added = image.apply(next++);
    byNumber.put(added.number(), added);
    numbers.put(added.key(), added.number());
    if (byNumber.size() > most) {
      numbers.remove(byNumber.pollFirstEntry().getValue().key());
    }
  }

  private Optional<IndexedImage> remove(String key) {
    return Optional.ofNullable(numbers.remove(key)).map(byNumber::remove);
  }

  /** Real images of the data sets and splits that are named, which no detector has judged. */
  public synchronized long unjudged(Predicate<IndexedImage> inScope) {
    return byNumber.values().stream()
        .filter(image -> !image.synthetic() && image.detector().isEmpty())
        .filter(inScope)
        .count();
  }

  /** At most {@code filter.limit} images. */
  public synchronized ImagePage page(ImageFilter filter) {
    List<IndexedImage> fitting = new ArrayList<>();
    long all = 0;
    for (IndexedImage image : byNumber.descendingMap().values()) {
      if (filter.test(image)) {
        all++;
        if (image.number() < filter.before && fitting.size() <= filter.limit) {
          fitting.add(image);
        }
      }
    }
    boolean more = fitting.size() > filter.limit;
    List<IndexedImage> shown = more ? fitting.subList(0, filter.limit) : fitting;
    Optional<Long> before =
        more ? Optional.of(shown.get(shown.size() - 1).number()) : Optional.empty();
    return new ImagePage(List.copyOf(shown), all, before);
  }

  public synchronized Optional<IndexedImage> byNumber(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** The image made of a layout. */
  public synchronized Optional<IndexedImage> madeOf(String layout) {
    return Optional.ofNullable(numbers.get("made/" + layout)).map(byNumber::get);
  }

  public synchronized Choices choices() {
    return Choices.of(byNumber.values(), most);
  }
}
