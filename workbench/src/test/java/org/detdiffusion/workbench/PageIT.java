package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The page of a served demo, by REST and in a browser; pictures go to {@code -Dpage.pictures}. */
@TestMethodOrder(OrderAnnotation.class)
class PageIT {
  @TempDir static Path directory;

  private static ServedPage served;

  @BeforeAll
  static void serveADemo() throws Exception {
    served = ServedPage.start(directory);
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
  }

  @Test
  @Order(1)
  void jobsAreRefusedWithoutTheToken() throws Exception {
    HttpResponse<String> refused = served.post("/api/jobs", "{}", "not-the-token");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("X-Session-Token");
    assertThat(served.post("/api/jobs", "{\"dataset\": \"x\"}").body()).contains("dataset");
  }

  @Test
  @Order(2)
  void anImageIsGivenWithItsPixelsAndItsAnnotation() throws Exception {
    JsonNode image = served.get("/api/images?kind=synthetic&limit=1").get("images").get(0);
    String at = "/api/images/" + image.get("number").asLong();
    assertThat(image.get("synthetic").asBoolean()).isTrue();
    assertThat(served.get(at).get("image").get("made").get("prompt").asText()).isNotBlank();
    assertThat(served.body(at + "/pixels")).contains("PNG");
    JsonNode coco = served.get(at + "/coco");
    assertThat(coco.get("images").get(0).get("synthetic").asBoolean()).isTrue();
    assertThat(coco.get("annotations")).hasSize(image.get("boxes").size());
    assertThat(served.get("/api/images?kind=real&difficulty=HARD").get("fitting").asInt())
        .isPositive();
  }

  @Test
  @Order(2)
  void theDescriptionNamesEveryAddress() throws Exception {
    assertThat(served.body("/api/openapi"))
        .contains("/api/jobs/{id}/cancel", "/api/layouts", "/api/images/{number}/coco")
        .contains("/api/dead-letters/redrive", "/api/dead-letters/discard");
  }

  @Test
  @Order(2)
  void whatIsNotThereOrOverIsNotCancelled() throws Exception {
    assertThat(served.post("/api/jobs/nothing/cancel", "").statusCode()).isEqualTo(404);
    String made = served.get("/api/jobs").get(0).get("id").asText();
    HttpResponse<String> over = served.post("/api/jobs/" + made + "/cancel", "");
    assertThat(over.statusCode()).isEqualTo(409);
    assertThat(over.body()).contains("is over; there is nothing to cancel.");
    String all = "{\"topic\": \"layout-jobs\", \"ids\": []}";
    assertThat(served.post("/api/dead-letters/discard", all).statusCode()).isEqualTo(400);
  }

  @Test
  @Order(2)
  void thePipelineIsToldAsServerSentEvents() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(served.page() + "/api/events")).build();
    var stream = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("content-type").orElse("")).contains("event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      assertThat(line).startsWith("data:").contains("\"stages\"", "\"generate\"");
    }
  }

  @Test
  @Order(3)
  void theViewsShowWhatIsOnTheTopics(@TempDir Path profile) throws Exception {
    browse(profile, new PageWalk(served)::views);
  }

  @Test
  @Order(4)
  void aCancelledJobIsNotMadeAndADiscardedLetterIsGone(@TempDir Path profile) throws Exception {
    browse(profile, new PageWalk(served)::cancelAndDiscard);
  }

  @Test
  @Order(5)
  void namesFromTheStreamAreShownAsText(@TempDir Path profile) throws Exception {
    browse(profile, new GalleryWalk(served)::hostileNames);
  }

  @Test
  @Order(6)
  void aGalleryOfThousandsKeepsTheDocumentSmall(@TempDir Path profile) throws Exception {
    browse(profile, new GalleryWalk(served)::thousands);
  }

  @FunctionalInterface
  private interface Walk {
    void with(Chromium browser) throws Exception;
  }

  private static void browse(Path profile, Walk walk) throws Exception {
    assumeTrue(
        Chromium.installed().isPresent(), "no Chromium in /usr/bin, so no page is looked at");
    try (Chromium browser = Chromium.start(profile)) {
      browser.look(1200, 860, "light");
      browser.open(served.page() + "/");
      browser.await("document.getElementById('connection').textContent.startsWith('live')", 30);
      walk.with(browser);
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
