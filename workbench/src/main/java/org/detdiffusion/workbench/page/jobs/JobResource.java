package org.detdiffusion.workbench.page.jobs;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.PageService;
import org.detdiffusion.workbench.page.Refusal;
import org.detdiffusion.workerkit.Outgoing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Augmentation jobs: many images after the records of a data set. */
@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
  @Inject PageService page;

  @GET
  @Operation(summary = "Lists the newest augmentation jobs with their progress")
  public List<JobState> list() {
    return page.jobStates();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Tells the progress of an augmentation job")
  public JobState one(@RestPath String id) {
    return list().stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no augmentation job '%s'.".formatted(id)));
  }

  /** What is at work at this moment is still made; what was made stays. */
  @POST
  @Path("{id}/cancel")
  @Operation(summary = "Cancels an augmentation job: images not yet made are not made")
  public JobState cancel(@RestPath String id) {
    if (one(id).isOver()) {
      throw Refusal.conflict("Job '%s' is over; there is nothing to cancel.".formatted(id));
    }
    byte[] cancellation = Wire.encode(new JobCancellation(id));
    page.publish(new Outgoing(Topics.CANCELLED_JOBS, id, cancellation));
    page.jobs().cancel(id); // said before the tail has read it
    return one(id);
  }

  /** Fields as on the topic, see {@code schemas/README.md}; an id is made where there is none. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submits an augmentation job; its fields are those of the topic's schema")
  public Submitted submit(String json) {
    AugmentationJob job = SubmittedJson.read(AugmentationJob.class, json, "page");
    if (page.jobs().isCancelled(job.getId())) {
      throw Refusal.conflict("Job '%s' was cancelled; give another id.".formatted(job.getId()));
    }
    page.publish(new Outgoing(Topics.AUGMENTATION_JOBS, job.getId(), Wire.encode(job)));
    return new Submitted(job.getId());
  }
}
