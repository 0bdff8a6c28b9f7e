package org.detdiffusion.workbench.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.detdiffusion.workbench.process.RunDirectory;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.StageSeconds;

/**
 * How long each stage has taken over all starts of an experiment, kept in its directory. One that
 * is killed loses the last seconds only.
 */
public final class StageTimes {
  static final String FILE = "stages.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SAVED_NANOS = 5_000_000_000L;

  private final Optional<Path> file;
  private final int starts;
  private final Map<String, Double> seconds;
  private final LongSupplier nanoTime;
  private long since;

  private StageTimes(Optional<Path> file, StageSeconds before, LongSupplier nanoTime) {
    this.file = file;
    this.starts = before.starts() + 1;
    this.seconds = new LinkedHashMap<>(before.seconds());
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a start. Where an earlier start has left no times, none are told: they would be false.
   *
   * @param resumed whether there were earlier starts
   */
  public static StageTimes open(Path directory, boolean resumed, LongSupplier nanoTime)
      throws WorkbenchException {
    Path file = directory.resolve(FILE);
    boolean kept = Files.exists(file);
    StageSeconds before = kept ? read(file) : StageSeconds.NONE;
    boolean known = kept || !resumed;
    StageTimes times =
        new StageTimes(known ? Optional.of(file) : Optional.empty(), before, nanoTime);
    times.save();
    return times;
  }

  /** The time from now on belongs to a stage. */
  void begin(String stage) {
    seconds.putIfAbsent(stage, 0.0);
    since = nanoTime.getAsLong();
  }

  /** The stage goes on; called often, saves now and then. */
  void goOn(String stage) throws WorkbenchException {
    if (nanoTime.getAsLong() - since >= SAVED_NANOS) {
      end(stage);
    }
  }

  /** Adds the time since the beginning, or since it was last saved. */
  void end(String stage) throws WorkbenchException {
    long now = nanoTime.getAsLong();
    seconds.merge(stage, (now - since) / 1e9, Double::sum);
    since = now;
    save();
  }

  /** Without times when those of an earlier start are not known. */
  public StageSeconds total() {
    return file.isPresent() ? new StageSeconds(starts, seconds) : StageSeconds.NONE;
  }

  private void save() throws WorkbenchException {
    if (file.isPresent()) {
      RunDirectory.write(file.get(), bytes(total()));
    }
  }

  private static byte[] bytes(StageSeconds times) throws WorkbenchException {
    try {
      return JSON.writeValueAsBytes(times);
    } catch (JsonProcessingException e) {
      throw new WorkbenchException("The stages' times can't be written.", e);
    }
  }

  private static StageSeconds read(Path file) throws WorkbenchException {
    try {
      return JSON.readValue(file.toFile(), StageSeconds.class);
    } catch (IOException e) {
      throw new WorkbenchException("'" + file + "' can't be read; delete it.", e);
    }
  }
}
