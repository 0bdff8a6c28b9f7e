package org.detdiffusion.workbench.page;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;

/** Answers that refuse: one sentence as JSON, under {@code error}. */
public final class Refusal {
  private Refusal() {}

  public static WebApplicationException badRequest(String sentence) {
    return of(Status.BAD_REQUEST, sentence);
  }

  public static WebApplicationException notFound(String sentence) {
    return of(Status.NOT_FOUND, sentence);
  }

  public static WebApplicationException conflict(String sentence) {
    return of(Status.CONFLICT, sentence);
  }

  public static WebApplicationException unavailable(String sentence) {
    return of(Status.SERVICE_UNAVAILABLE, sentence);
  }

  private static WebApplicationException of(Status status, String sentence) {
    return new WebApplicationException(
        sentence,
        Response.status(status)
            .entity(Map.of("error", sentence))
            .type(MediaType.APPLICATION_JSON)
            .build());
  }
}
