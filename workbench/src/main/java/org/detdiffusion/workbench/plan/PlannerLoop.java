package org.detdiffusion.workbench.plan;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.workerkit.Groups;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.TopicTail;
import org.detdiffusion.workerkit.TransformLoop;

/** The planner on the stream: augmentation-jobs in, layout-jobs out, exactly once. */
public final class PlannerLoop implements AutoCloseable {
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  private final AttributeTable table = new AttributeTable();
  private final TopicTail attributes;
  private final TransformLoop plans;

  public PlannerLoop(KafkaClients clients) {
    attributes =
        new TopicTail(
            "planner-attributes", clients, List.of(Topics.ATTRIBUTE_RECORDS), table::accept);
    plans =
        new TransformLoop(
            "planner",
            clients,
            Groups.PLANNER,
            List.of(Topics.AUGMENTATION_JOBS),
            1,
            new Planner(new CaughtUp()));
  }

  public void start() {
    attributes.start();
    plans.start();
  }

  public List<Loop> loops() {
    return List.of(attributes, plans);
  }

  @Override
  public void close() {
    plans.close();
    attributes.close();
  }

  /** All that was judged before the job was planned; a job for which that is late comes again. */
  private final class CaughtUp implements JudgedLayouts {
    @Override
    public List<AnnotatedLayout> of(String dataSet, String split) {
      attributes.requireCaughtUp(CATCH_UP);
      return table.of(dataSet, split);
    }

    @Override
    public SortedMap<String, Set<String>> splits() {
      return table.splits();
    }
  }
}
