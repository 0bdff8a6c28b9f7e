package org.detdiffusion.workbench.page.training;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.detdiffusion.workbench.page.PageService;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Curves of the training runs, and the shares of easy and hard objects. */
@Path("/api/training")
@Produces(MediaType.APPLICATION_JSON)
public class TrainingResource {
  @Inject PageService page;

  /** Oldest first. */
  public record Training(List<RunState> runs, List<DifficultyShares.Share> shares) {}

  @GET
  @Operation(summary = "Gives the curves of the newest training runs and what detectors found hard")
  public Training training() {
    return new Training(page.runs().runs(), page.shares().shares());
  }
}
