package org.detdiffusion.workbench.page.images;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.workbench.page.PageService;
import org.detdiffusion.workbench.page.Refusal;
import org.detdiffusion.workbench.topics.SingleImageCoco;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The images of the topics: what is known of them, their pixels, their annotation. */
@Path("/api/images")
@Produces(MediaType.APPLICATION_JSON)
public class ImageResource {
  private static final int MOST = 500;
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg");

  @Inject PageService page;

  /** An image with when its message was written. */
  public record Opened(IndexedImage image, Instant time) {}

  @GET
  @Operation(summary = "Lists real and synthetic images, newest first, a page at a time")
  public ImagePage list(@BeanParam ImageFilter filter) {
    if (filter.limit < 1 || filter.limit > MOST) {
      throw Refusal.badRequest("limit is %d; ask for 1 to %d".formatted(filter.limit, MOST));
    }
    return page.images().page(filter);
  }

  @GET
  @Path("choices")
  @Operation(summary = "Names the classes, jobs and data sets that there are images of")
  public Choices choices() {
    return page.images().choices();
  }

  @GET
  @Path("{number}")
  @Operation(summary = "Tells everything known of an image")
  public Opened opened(@RestPath long number) {
    IndexedImage image = image(number);
    return new Opened(image, page.stored().time(image));
  }

  @GET
  @Path("{number}/pixels")
  @Produces({"image/png", "image/jpeg", MediaType.APPLICATION_JSON})
  @Operation(summary = "Gives an image as PNG or JPEG")
  public Response pixels(@RestPath long number) {
    StoredImages.Picture picture = page.stored().picture(image(number));
    if (!PICTURES.contains(picture.contentType())) {
      throw Refusal.notFound("The image is neither PNG nor JPEG, and not shown.");
    }
    return Response.ok(picture.bytes(), picture.contentType())
        .header("Cache-Control", "private, max-age=3600")
        .build();
  }

  @GET
  @Path("{number}/coco")
  @Operation(summary = "Gives the annotation of an image as a COCO file")
  public String coco(@RestPath long number) {
    IndexedImage image = image(number);
    if (image.synthetic()) {
      return SingleImageCoco.of(page.stored().synthetic(image));
    }
    AnnotatedImageMessage real = page.stored().real(image);
    return SingleImageCoco.of(real, judged(image, real.getObjects()));
  }

  private static List<ObjectAnnotation> judged(IndexedImage image, List<ObjectAnnotation> objects) {
    return image.detector().isEmpty()
        ? objects
        : IntStream.range(0, objects.size())
            .mapToObj(i -> image.boxes().get(i).onto(objects.get(i)))
            .toList();
  }

  private IndexedImage image(long number) {
    return page.images()
        .byNumber(number)
        .orElseThrow(() -> Refusal.notFound("There is no image %d any more.".formatted(number)));
  }
}
