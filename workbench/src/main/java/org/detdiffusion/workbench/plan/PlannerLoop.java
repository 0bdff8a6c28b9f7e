package org.detdiffusion.workbench.plan;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.workbench.process.WorkbenchMeters;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.TopicTail;
import org.detdiffusion.workerkit.TransformLoop;

/** The planner on the stream: augmentation-jobs in, layout-jobs out, exactly once. */
public final class PlannerLoop implements AutoCloseable {
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  /**
   * A job's layouts are one transaction, up to 40 MB, which are to pass through a slow line too.
   */
  private static final Duration TRANSACTION = Duration.ofMinutes(1);

  private final AttributeTable table = new AttributeTable();
  private final CancelledJobs cancelled = new CancelledJobs();
  private final Counter unplanned;
  private final TopicTail known;
  private final TransformLoop plans;

  public PlannerLoop(KafkaClients clients) {
    List<String> followed = List.of(Topics.ATTRIBUTE_RECORDS, Topics.CANCELLED_JOBS);
    known = new TopicTail("planner-attributes", clients, followed, this::read);
    unplanned = WorkbenchMeters.CANCELLED.counter(clients.meters());
    plans =
        new TransformLoop(
            "planner",
            clients.withTransactionsOf(TRANSACTION),
            Groups.PLANNER,
            List.of(Topics.AUGMENTATION_JOBS),
            1,
            new Planner(new CaughtUp(), this::isCancelled));
  }

  private void read(Incoming record) {
    if (record.topic().equals(Topics.CANCELLED_JOBS)) {
      cancelled.accept(record);
    } else {
      table.accept(record);
    }
  }

  private boolean isCancelled(String job) {
    known.requireCaughtUp(CATCH_UP);
    boolean is = cancelled.contains(job);
    unplanned.increment(is ? 1 : 0);
    return is;
  }

  public void start() {
    known.start();
    plans.start();
  }

  public List<Loop> loops() {
    return List.of(known, plans);
  }

  @Override
  public void close() {
    plans.close();
    known.close();
  }

  /** All that was judged before the job was planned; a job for which that is late comes again. */
  private final class CaughtUp implements JudgedLayouts {
    @Override
    public List<AnnotatedLayout> of(String dataSet, String split) {
      known.requireCaughtUp(CATCH_UP);
      return table.of(dataSet, split);
    }

    @Override
    public SortedMap<String, Set<String>> splits() {
      return table.splits();
    }
  }
}
