package org.detdiffusion.workbench.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.workbench.convert.ProgressLine;
import org.detdiffusion.workbench.page.jobs.JobState;
import org.detdiffusion.workbench.process.Cluster;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.Task;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.process.WorkbenchTracing;
import org.detdiffusion.workerkit.CancelledJobs;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.detdiffusion.workerkit.Publisher;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.SnapshotException;
import org.detdiffusion.workerkit.TopicSnapshot;
import org.detdiffusion.workerkit.Tracing;

/**
 * What {@code plan} is asked to do on the stream: publish an augmentation job, or say what would be
 * planned for it.
 *
 * @param servers host:port of Kafka brokers
 * @param awaited whether to return when its images are made
 */
public record PlanJob(String servers, AugmentationJob job, boolean awaited, Reporting reporting)
    implements Task {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void run(PrintWriter out, PrintWriter err) throws WorkbenchException {
    KafkaClients clients = Cluster.at(servers).answering();
    try {
      if (reporting.dryRun()) {
        tell(out, clients);
      } else if (awaited) {
        await(clients, out, err);
      } else {
        publish(clients);
        out.println(published());
      }
    } catch (RejectedException | SnapshotException | PublishException e) {
      throw new WorkbenchException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkbenchException("Stopped; job '" + job.getId() + "' may go on.", e);
    }
  }

  /** What the planner would plan from the records of now. */
  private void tell(PrintWriter out, KafkaClients clients)
      throws SnapshotException, RejectedException, WorkbenchException {
    requireNotCancelled(clients);
    AttributeTable table = new AttributeTable();
    new TopicSnapshot(clients, PATIENCE)
        .read(List.of(Topics.ATTRIBUTE_RECORDS), (record, read, all) -> table.accept(record));
    List<Layout> layouts = new Planner(table, id -> false).layouts(job);
    int images = table.of(job.getDataSet(), job.getSplit()).size();
    PlanReport report = new PlanReport(job, images, layouts, true);
    out.println(
        reporting.json()
            ? report.json("job", job.getId())
            : report.text("job '" + job.getId() + "'"));
  }

  /** Nothing would ever be made of such a job: its id stays cancelled. */
  private void requireNotCancelled(KafkaClients clients)
      throws SnapshotException, WorkbenchException {
    CancelledJobs cancelled = new CancelledJobs();
    new TopicSnapshot(clients, PATIENCE)
        .read(List.of(Topics.CANCELLED_JOBS), (record, read, all) -> cancelled.accept(record));
    if (cancelled.contains(job.getId())) {
      throw new WorkbenchException(
          "Job '%s' was cancelled; give another --id.".formatted(job.getId()));
    }
  }

  private void publish(KafkaClients clients)
      throws SnapshotException, PublishException, InterruptedException, WorkbenchException {
    requireNotCancelled(clients);
    try (Tracing tracing = WorkbenchTracing.ofVerb();
        Publisher publisher = clients.traced(tracing).publisher()) {
      publisher.publish(new Outgoing(Topics.AUGMENTATION_JOBS, job.getId(), Wire.encode(job)));
    }
  }

  private String published() {
    return reporting.json()
        ? JSON.createObjectNode()
            .put("job", job.getId())
            .put("images", job.getImages())
            .toPrettyString()
        : "Asked for %,d images, as job '%s'.".formatted(job.getImages(), job.getId());
  }

  private void await(KafkaClients clients, PrintWriter out, PrintWriter err)
      throws SnapshotException, PublishException, InterruptedException, WorkbenchException {
    ProgressLine line = new ProgressLine(err, Terminal.isInteractive(), System::nanoTime);
    try (JobWatch watch = JobWatch.start(clients, job)) {
      publish(clients);
      err.println(
          "Job '%s' is asked for; Ctrl-C ends the waiting, not the job.".formatted(job.getId()));
      JobState done = watch.await(line);
      line.close();
      out.println(made(done));
    } finally {
      line.close();
    }
  }

  private String made(JobState done) {
    return reporting.json()
        ? JSON.createObjectNode()
            .put("job", job.getId())
            .put("images", job.getImages())
            .put("made", done.made())
            .toPrettyString()
        : "%,d images are made, of job '%s'.".formatted(done.made(), job.getId());
  }
}
