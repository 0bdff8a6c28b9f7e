package org.detdiffusion.workbench.bench.labelling;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.detdiffusion.labeller.Judge;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** Takes the time between the first image that a judge is shown and the last one. */
final class ClockedJudge implements Judge {
  private final Judge judge;
  private final String loopName;
  private final int images;
  private final CompletableFuture<CpuTimes> spent = new CompletableFuture<>();
  private CpuTimes began;
  private int seen;

  /**
   * @param images how many to wait for
   */
  ClockedJudge(Judge judge, String loopName, int images) {
    this.judge = judge;
    this.loopName = loopName;
    this.images = images;
  }

  @Override
  public int imageSize() {
    return judge.imageSize();
  }

  @Override
  public List<Detection> detect(PixelImage image) {
    if (seen == 0) {
      began = CpuTimes.now(loopName);
    }
    seen++;
    if (seen == images) {
      spent.complete(CpuTimes.now(loopName).since(began));
    }
    return judge.detect(image);
  }

  /** Completed when the last image is shown, after the transactions of all but its own batch. */
  CompletableFuture<CpuTimes> spent() {
    return spent;
  }

  @Override
  public void close() {
    judge.close();
  }
}
