package org.detdiffusion.labeller;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.Sighting;
import org.detdiffusion.perception.data.AttributeMessages;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Transform;

/**
 * One detector's judgement of the images of its scope: every object easy or hard. Bad images are
 * passed over here; {@link ImageInspection} sends them to the dead letters, once for all detectors.
 * What the image store doesn't have now is each reader's own dead letter: it may have had it then.
 */
final class ImageLabelling implements Transform {
  private static final Set<PermanentCode> FAULTS_OF_THE_STORE =
      Set.of(
          PermanentCode.IMAGE_MISSING, PermanentCode.IMAGE_ALTERED, PermanentCode.NO_IMAGE_STORE);

  private final ModelUpdate detector;
  private final Scope scope;
  private final Judge judge;
  private final AttributeRule rule;
  private final LabellerMetrics metrics;
  private final MessageImages images;

  ImageLabelling(
      ModelUpdate detector,
      Judge judge,
      AttributeRule rule,
      LabellerMetrics metrics,
      MessageImages images) {
    this.detector = detector;
    this.scope = Scope.of(detector.getLabels());
    this.judge = judge;
    this.rule = rule;
    this.metrics = metrics;
    this.images = images;
  }

  @Override
  public List<Outgoing> apply(Incoming record) throws RejectedException {
    Optional<StreamImage> image = covered(record);
    return image.isEmpty() ? List.of() : List.of(judge(image.get()));
  }

  private Optional<StreamImage> covered(Incoming record) throws RejectedException {
    try {
      AnnotatedImageMessage message = StreamImage.message(record);
      return scope.covers(message)
          ? Optional.of(StreamImage.of(message, images))
          : Optional.empty();
    } catch (RejectedException rejected) {
      if (FAULTS_OF_THE_STORE.contains(rejected.code())) {
        throw rejected;
      }
      return Optional.empty();
    }
  }

  private Outgoing judge(StreamImage image) throws RejectedException {
    AnnotatedImage decoded = image.decoded();
    checkSize(decoded);
    List<Detection> detections = metrics.timed(() -> judge.detect(decoded.image()));
    List<List<Sighting>> sightings =
        decoded.objects().stream().map(object -> Sighting.of(object, detections)).toList();
    AttributeRecord record = AttributeMessages.judged(unjudged(image.message(), sightings), rule);
    metrics.count(record.getObjects());
    return new Outgoing(Topics.ATTRIBUTE_RECORDS, ImageKey.of(record), Wire.encode(record));
  }

  private void checkSize(AnnotatedImage image) throws RejectedException {
    int side = judge.imageSize();
    if (side != 0 && (image.image().width() != side || image.image().height() != side)) {
      throw new RejectedException(
          PermanentCode.WRONG_SIZE,
          "image '%s' is %dx%d, but detector '%s' looks at %dx%d; import it at that size"
              .formatted(
                  image.id(),
                  image.image().width(),
                  image.image().height(),
                  detector.getName(),
                  side,
                  side));
    }
  }

  private AttributeRecord unjudged(AnnotatedImageMessage image, List<List<Sighting>> sightings) {
    return AttributeRecord.newBuilder()
        .setImageId(image.getId())
        .setDataSet(image.getDataSet())
        .setSplit(image.getSplit())
        .setWidth(image.getWidth())
        .setHeight(image.getHeight())
        .setObjects(image.getObjects())
        .setSightings(AttributeMessages.toMessages(sightings))
        .setDetector(detector.getName())
        .setDetectorSha256(detector.getSha256())
        .setGamma(rule.gamma())
        .setBeta(rule.beta())
        .setFold(scope.fold())
        .setFolds(scope.folds())
        .build();
  }
}
