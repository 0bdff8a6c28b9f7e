package org.detdiffusion.generator;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.chaos.Jobs;
import org.detdiffusion.chaos.Journal;
import org.detdiffusion.chaos.PausePoint;
import org.detdiffusion.chaos.Script;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.perception.layout.Layout;

/** Stands in for a network on a GPU: takes as long as each job says, and writes down each run. */
record ScriptedMaker(Journal journal, PausePoint pause) implements Generator {

  @Override
  public List<PixelImage> generate(List<Request> requests, Sampling sampling) {
    Object[] indexes = requests.stream().map(each -> Script.of(each.seed()).index()).toArray();
    journal.write(Journal.BEGIN, indexes);
    for (Request request : requests) {
      work(Script.of(request.seed()));
    }
    return requests.stream().map(request -> painted(Script.of(request.seed()))).toList();
  }

  private void work(Script script) {
    rest(script.millis() / 2);
    pause.reached(PausePoint.Place.MID_JOB);
    rest(script.millis() - script.millis() / 2);
  }

  private static void rest(int millis) {
    try {
      boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** Each job's its own, and the same whenever it is made. */
  private static PixelImage painted(Script script) {
    byte[] pixels = new byte[Jobs.SIDE * Jobs.SIDE * 3];
    ByteBuffer.wrap(pixels).putLong(script.index());
    return new PixelImage(Jobs.SIDE, Jobs.SIDE, pixels);
  }

  @Override
  public List<String> classes() {
    return List.of(Jobs.CLASS_NAME);
  }

  @Override
  public int imageSize() {
    return Jobs.SIDE;
  }

  @Override
  public String prompt(Layout layout) {
    return "black";
  }

  @Override
  public String sha256() {
    return Jobs.LOCATION;
  }

  @Override
  public void close() {}
}
