package org.detdiffusion.workbench.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.detdiffusion.images.ImageException;

/** What the page asks for. */
@Path("/api")
public class PageResource {
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg");

  @Inject PageService page;

  @GET
  @Path("stream")
  @Produces(MediaType.APPLICATION_JSON)
  public StreamState stream() {
    return page.state();
  }

  /** The bytes of an image of the newest state; 404 once it is not there any more. */
  @GET
  @Path("images/{number}")
  public Response image(@PathParam("number") long number) {
    ShownImage image =
        page.image(number)
            .filter(shown -> PICTURES.contains(shown.contentType()))
            .orElseThrow(NotFoundException::new);
    try {
      return Response.ok(page.bytes(image), image.contentType()).build();
    } catch (ImageException notThere) {
      throw new NotFoundException(notThere.getMessage(), notThere);
    }
  }
}
