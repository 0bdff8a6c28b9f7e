package org.detdiffusion.workbench.page.jobs;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.page.PageService;
import org.detdiffusion.workbench.page.Refusal;
import org.detdiffusion.workbench.page.images.IndexedImage;
import org.detdiffusion.workerkit.Outgoing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Layout jobs: one image each, drawn by hand or made again. */
@Path("/api/layouts")
@Produces(MediaType.APPLICATION_JSON)
public class LayoutResource {
  private static final int MOST_OBJECTS = 100;

  @Inject PageService page;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Submits a layout job; its fields are those of the topic's schema")
  public Submitted submit(String json) {
    LayoutJob job = SubmittedJson.read(LayoutJob.class, json, "drawn");
    int objects = job.getLayout().getObjects().size();
    if (objects < 1 || objects > MOST_OBJECTS) {
      throw Refusal.badRequest(
          "the layout has %d objects; draw 1 to %d".formatted(objects, MOST_OBJECTS));
    }
    return publish(job);
  }

  /** The same layout, seed, model and sampling under a new id. */
  @POST
  @Path("again/{number}")
  @Operation(summary = "Makes a synthetic image again, under a new id")
  public Submitted again(@RestPath long number) {
    IndexedImage image =
        page.images()
            .byNumber(number)
            .filter(IndexedImage::synthetic)
            .orElseThrow(
                () -> Refusal.notFound("There is no synthetic image %d.".formatted(number)));
    return publish(again(page.stored().synthetic(image)));
  }

  private static LayoutJob again(SyntheticImage made) {
    return LayoutJob.newBuilder()
        .setId(SubmittedJson.newId("again"))
        .setLayout(made.getLayout())
        .setSeed(made.getSeed())
        .setGenerator(made.getGenerator())
        .setGeneratorSha256(made.getGeneratorSha256())
        .setSampling(made.getSampling())
        .build();
  }

  private Submitted publish(LayoutJob job) {
    page.publish(new Outgoing(Topics.LAYOUT_JOBS, job.getId(), Wire.encode(job)));
    page.jobs().add(job); // asked for before the tail has read it
    return new Submitted(job.getId());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Tells whether the image of a layout job is made")
  public LayoutState state(@RestPath String id) {
    Optional<Long> made = page.images().madeOf(id).map(IndexedImage::number);
    if (made.isPresent()) {
      return new LayoutState(id, "made", made, Optional.empty());
    }
    String reason =
        page.jobs()
            .layout(id)
            .orElseThrow(() -> Refusal.notFound("There is no layout job '%s'.".formatted(id)));
    return reason.isEmpty()
        ? new LayoutState(id, "waiting", made, Optional.empty())
        : new LayoutState(id, "failed", made, Optional.of(reason));
  }
}
