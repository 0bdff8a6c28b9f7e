package org.detdiffusion.labeller;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.chaos.Child;
import org.detdiffusion.chaos.Journal;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;

/** The labeller as a process: the real loop of one detector, with a fixed judge. */
public final class LabellerProcess {
  private LabellerProcess() {}

  public static void main(String[] arguments) throws Exception {
    Child child = new Child(arguments);
    ModelUpdate detector =
        LabellingExamples.detector(child.get("dataSet", ""), child.get("detector", ""));
    Judge judge = new SlowJudge(child.journal(), child.number("millis", 0));
    Loop loop =
        DetectorLoops.of(
            new KafkaClients(child.kafka(), child.meters()),
            detector,
            judge,
            AttributeRule.standard());
    loop.start();
    child.live(() -> List.of(loop), loop);
  }

  /** Sees nothing, in a set time. */
  private record SlowJudge(Journal journal, int millis) implements Judge {
    @Override
    public int imageSize() {
      return 0;
    }

    @Override
    public List<Detection> detect(PixelImage image) {
      journal.write(Journal.BEGIN);
      try {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return List.of();
    }

    @Override
    public void close() {}
  }
}
