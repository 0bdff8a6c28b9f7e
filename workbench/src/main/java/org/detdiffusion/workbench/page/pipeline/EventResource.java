package org.detdiffusion.workbench.page.pipeline;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.detdiffusion.workbench.page.PageService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The pipeline, once or for as long as somebody looks. */
@Path("/api")
public class EventResource {
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  @Inject PageService page;

  @GET
  @Path("pipeline")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Tells the state of the pipeline")
  public PipelineState pipeline() {
    return page.pipeline();
  }

  /** The state at once, and again when it has changed, each second at most. */
  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "Streams the state of the pipeline as server-sent events")
  public Multi<PipelineState> events() {
    return Multi.createFrom()
        .ticks()
        .every(AT_MOST_EVERY)
        .onOverflow()
        .drop()
        .map(tick -> page.pipeline())
        .skip()
        .repetitions();
  }
}
