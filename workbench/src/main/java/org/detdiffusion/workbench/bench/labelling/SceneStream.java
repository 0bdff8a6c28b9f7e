package org.detdiffusion.workbench.bench.labelling;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.perception.scenes.SceneOptions;
import org.detdiffusion.perception.scenes.Scenes;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;

/** Composed scenes as messages, each with its boxes and masks. */
public final class SceneStream {
  private static final int DIFFERENT = 200;
  private static final int TOGETHER = 500;

  private final List<AnnotatedImage> scenes =
      Scenes.dataSet(new SceneOptions(DIFFERENT, 0, 1, 0)).images(DataSet.TRAIN);
  private final List<AnnotatedImageMessage> messages =
      scenes.stream().map(Messages::toMessage).toList();

  public List<AnnotatedImage> scenes() {
    return scenes;
  }

  /** Of a message, on average. */
  public double bytes() {
    return messages.stream().mapToInt(each -> Wire.encode(each).length).average().orElseThrow();
  }

  /** The scenes again and again, each time under another id. */
  public void publish(Publisher publisher, int images)
      throws PublishException, InterruptedException {
    List<Outgoing> waiting = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      AnnotatedImageMessage scene = messages.get(i % messages.size());
      AnnotatedImageMessage message =
          AnnotatedImageMessage.newBuilder(scene).setId("scene-" + i).build();
      String key = ImageKey.of(message.getDataSet(), message.getId());
      waiting.add(new Outgoing(Topics.ANNOTATED_IMAGES, key, Wire.encode(message)));
      if (waiting.size() == TOGETHER) {
        publisher.publish(waiting);
        waiting.clear();
      }
    }
    publisher.publish(waiting);
  }
}
