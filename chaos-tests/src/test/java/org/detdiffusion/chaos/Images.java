package org.detdiffusion.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.labeller.LabellingExamples;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.data.Sha256;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.Publisher;

/** Publishes the images of one case, for a detector of its own. */
final class Images implements AutoCloseable {
  private static final int TOGETHER = 200;

  private final Cluster cluster;
  private final String prefix;
  private final Publisher publisher;

  Images(Cluster cluster, String prefix) {
    this.cluster = cluster;
    this.prefix = prefix;
    this.publisher = cluster.clients().publisher();
  }

  /** What a labeller of this case is started with. */
  Map<String, String> settings(int millis) {
    return Map.of("detector", sha256(), "millis", Integer.toString(millis), "dataSet", prefix);
  }

  /** The consumer group of its labellers. */
  String group() {
    return LabellingExamples.group(LabellingExamples.detector(prefix, sha256()));
  }

  private String sha256() {
    return Sha256.of(prefix.getBytes(UTF_8));
  }

  /** Images with the indexes from the first to before the last. */
  void send(int first, int last) throws Exception {
    List<Outgoing> some = new ArrayList<>();
    for (int index = first; index < last; index++) {
      String id = prefix + "-" + index;
      byte[] image = Wire.encode(LabellingExamples.image(prefix, id));
      some.add(new Outgoing(Topics.ANNOTATED_IMAGES, id, image));
      if (some.size() == TOGETHER || index == last - 1) {
        publisher.publish(some);
        some.clear();
      }
    }
  }

  /** Keys of attribute records are the data set and the image's id. */
  Verifier verdicts(int count) {
    String keys = ImageKey.of(prefix, prefix);
    return new Verifier(cluster, Topics.ATTRIBUTE_RECORDS, keys, count, false);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
