package org.detdiffusion.workbench.backlog;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;

/** The backlog for autoscalers, such as KEDA's {@code metrics-api}: see {@code gpuSeconds}. */
@Path("/api/backlog")
public class BacklogResource {
  @Inject BacklogService backlog;

  /** 503 while the brokers have not answered: no figure is better than a wrong one. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Backlog backlog() {
    return backlog.newest().orElseThrow(ServiceUnavailableException::new);
  }
}
