package org.detdiffusion.workbench.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.detdiffusion.workbench.page.access.SessionToken;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page itself, with the token of this process in it. */
@Path("/")
public class IndexResource {
  @Inject SessionToken token;

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response page() throws IOException {
    try (InputStream page = IndexResource.class.getResourceAsStream("page.html")) {
      String html = new String(page.readAllBytes(), UTF_8).replace("{token}", token.value());
      return Response.ok(html, "text/html; charset=UTF-8")
          .header("Cache-Control", "no-store")
          .build();
    }
  }
}
