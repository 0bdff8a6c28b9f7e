package org.detdiffusion.workbench.bench.labelling;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.detdiffusion.labeller.DetectorLoops;
import org.detdiffusion.labeller.Judge;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;

/**
 * One detector judging images from the oldest on.
 *
 * @param name of the detector; each round needs one of its own, since a consumer group goes on
 *     where it was
 * @param images after which the round ends
 */
record LabellingRound(String name, Judge judge, int images) {
  private static final long LONGEST_MINUTES = 30;

  CpuTimes run(KafkaClients clients) throws IOException, InterruptedException {
    ModelUpdate detector = SceneDetector.named(name);
    ClockedJudge clocked = new ClockedJudge(judge, DetectorLoops.name(detector), images);
    try (Loop loop = DetectorLoops.of(clients, detector, clocked, AttributeRule.standard())) {
      loop.start();
      return clocked.spent().get(LONGEST_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException(images + " images were not judged in half an hour", failed);
    }
  }
}
