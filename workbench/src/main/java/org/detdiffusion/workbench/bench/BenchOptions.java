package org.detdiffusion.workbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * What {@code bench networks} is asked to do.
 *
 * @param quick the block of the U-Net only
 * @param full larger latents and training steps too, which take 16 GB of memory
 */
public record BenchOptions(boolean quick, boolean full, boolean json) implements Benchmark {

  @Override
  public void run(PrintWriter out, PrintWriter err) throws IOException, WorkbenchException {
    Optional<PythonTorch> python = PythonTorch.find();
    try {
      NetworksBench bench = new NetworksBench(python, err::println);
      BenchReport report =
          new BenchReport(
              Processor.name(), python.map(PythonTorch::version), bench.stages(quick, full));
      out.println(json ? report.json() : report.text());
    } catch (IllegalArgumentException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } finally {
      python.ifPresent(PythonTorch::close);
    }
  }
}
