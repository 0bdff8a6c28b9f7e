package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

/** The page of a served toy demo, by REST and in a browser; pictures go to target/page. */
@TestMethodOrder(OrderAnnotation.class)
class PageIT {
  private static final Path PICTURES = Path.of("target", "page");
  private static final String LAYOUT =
      "{\"layout\": {\"width\": 64, \"height\": 64, \"objects\": [{\"className\": \"%s\", \"x\": 8,"
          + " \"y\": 8, \"width\": 30, \"height\": 30, \"difficulty\": \"HARD\"}]}}";

  @TempDir static Path directory;

  private static RunningWorkbench serve;
  private static String page;
  private static String token;

  @BeforeAll
  static void serveAToyDemo() throws Exception {
    String run = directory.resolve("run").toString();
    try (RunningWorkbench demo = RunningWorkbench.start("demo", "--toy", "--run-directory", run)) {
      assertThat(demo.exitCode(240)).as(demo.output()).isZero();
    }
    serve = RunningWorkbench.start("serve", "--port", "0", "--kafka-port", "0", "--directory", run);
    page = serve.awaitLine("Page:", 60).substring("Page:".length()).strip();
    token = serve.awaitLine("Token:", 5).substring("Token:".length()).strip().split(" ")[0];
    serve.awaitLine("Ready", 60);
  }

  @AfterAll
  static void stop() {
    if (serve != null) {
      serve.close();
    }
  }

  @Test
  @Order(1)
  void jobsAreRefusedWithoutTheToken() throws Exception {
    HttpResponse<String> refused = post("/api/jobs", "{}", "not-the-token");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("X-Session-Token");
    assertThat(post("/api/jobs", "{\"dataset\": \"x\"}", token).body()).contains("dataset");
  }

  @Test
  @Order(2)
  void anImageIsGivenWithItsPixelsAndItsAnnotation() throws Exception {
    JsonNode image = get("/api/images?kind=synthetic&limit=1").get("images").get(0);
    String at = "/api/images/" + image.get("number").asLong();
    assertThat(image.get("synthetic").asBoolean()).isTrue();
    assertThat(get(at).get("image").get("made").get("prompt").asText()).isNotBlank();
    assertThat(body(at + "/pixels")).contains("PNG");
    JsonNode coco = get(at + "/coco");
    assertThat(coco.get("images").get(0).get("synthetic").asBoolean()).isTrue();
    assertThat(coco.get("annotations")).hasSize(image.get("boxes").size());
    assertThat(get("/api/images?kind=real&difficulty=HARD").get("fitting").asInt()).isPositive();
  }

  @Test
  @Order(2)
  void theDescriptionNamesEveryAddress() throws Exception {
    assertThat(body("/api/openapi"))
        .contains("/api/jobs", "/api/layouts", "/api/images/{number}/coco", "/api/dead-letters");
  }

  @Test
  @Order(2)
  void thePipelineIsToldAsServerSentEvents() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + "/api/events")).build();
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
    assumeTrue(
        Chromium.installed().isPresent(), "no Chromium in /usr/bin, so no page is looked at");
    publishSomethingToSee();
    try (Chromium browser = Chromium.start(profile)) {
      browser.look(1200, 860, "light");
      browser.open(page + "/");
      browser.await("document.querySelectorAll('.stage').length === 4", 30);
      browser.await("document.getElementById('connection').textContent.startsWith('live')", 10);
      browser.screenshot(PICTURES.resolve("pipeline.png"));
      gallery(browser);
      draw(browser);
      training(browser);
      jobs(browser);
      narrowAndDark(browser);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void publishSomethingToSee() throws Exception {
    String name = get("/api/images/choices").get("classes").get(0).asText();
    String job = "{\"id\": \"night-1\", \"dataSet\": \"scenes\", \"images\": 8}";
    assertThat(post("/api/layouts", LAYOUT.formatted(name), token).statusCode()).isEqualTo(200);
    assertThat(post("/api/jobs", job, token).statusCode()).isEqualTo(200);
    String unknown = "{\"id\": \"<b>nowhere</b>\", \"dataSet\": \"<img src=x>\"}";
    assertThat(post("/api/jobs", unknown, token).statusCode()).isEqualTo(200);
  }

  private static void gallery(Chromium browser) throws Exception {
    browser.value("location.hash = 'gallery'");
    browser.await("document.querySelectorAll('.tile').length > 20", 20);
    browser.await("[...document.images].slice(0, 20).every((image) => image.naturalWidth > 0)", 20);
    browser.screenshot(PICTURES.resolve("gallery.png"));
    browser.value(
        "const kind = document.querySelector('[name=kind]'); kind.value = 'synthetic';"
            + " kind.dispatchEvent(new Event('change', {bubbles: true}))");
    browser.await(
        "[...document.querySelectorAll('.kind')].every((k) => k.textContent === 'synthetic')", 20);
    browser.value("document.querySelector('.tile').focus()");
    browser.press("Enter", 13);
    browser.value("document.querySelector('.tile').click()");
    browser.await("document.querySelector('dialog[open] .facts')", 20);
    browser.await("document.querySelector('dialog img').naturalWidth > 0", 20);
    browser.value("document.querySelector('dialog .primary').click()");
    browser.await("document.querySelector('dialog .journey li:last-child.past')", 60);
    browser.screenshot(PICTURES.resolve("image.png"));
    browser.value("document.querySelectorAll('dialog').forEach((dialog) => dialog.close())");
  }

  private static void draw(Chromium browser) throws Exception {
    browser.value("location.hash = 'draw'");
    browser.await("document.querySelector('[name=className]').options.length > 1", 20);
    JsonNode area =
        browser.value(
            "(({x, y, width, height}) => ({x, y, width, height}))"
                + "(document.querySelector('canvas').getBoundingClientRect())");
    double x = area.get("x").asDouble();
    double y = area.get("y").asDouble();
    browser.drag(x + 40, y + 40, x + 220, y + 220);
    browser.drag(x + 250, y + 120, x + 330, y + 260);
    browser.await("document.querySelectorAll('.objects li').length === 2", 10);
    browser.value("document.querySelector('canvas').focus()");
    browser.press("Enter", 13);
    browser.await("document.querySelectorAll('.objects li').length === 3", 10);
    browser.value(
        "[...document.querySelectorAll('button')].find((b) => b.textContent === 'Undo').click()");
    browser.await("document.querySelectorAll('.objects li').length === 2", 10);
    browser.value("document.querySelector('.drawing .primary').click()");
    browser.await("document.querySelector('.drawing .picture img').naturalWidth > 0", 60);
    browser.screenshot(PICTURES.resolve("draw.png"));
  }

  private static void training(Chromium browser) throws Exception {
    browser.value("location.hash = 'training'");
    browser.await("document.querySelectorAll('.chart polyline').length > 1", 20);
    browser.await("document.querySelector('.share')", 20);
    browser.screenshot(PICTURES.resolve("training.png"));
  }

  private static void jobs(Chromium browser) throws Exception {
    browser.value("location.hash = 'jobs'");
    browser.await("document.body.innerText.includes('8 of 8')", 60);
    browser.await("document.querySelector('.letter')", 30);
    browser.await("document.body.innerText.includes('<b>nowhere</b>')", 10);
    browser.value(
        "[...document.querySelectorAll('.letter button')]"
            + ".find((b) => b.textContent === 'Show message').click()");
    browser.await("document.querySelector('.letter pre')", 20);
    browser.screenshot(PICTURES.resolve("jobs.png"));
  }

  private static void narrowAndDark(Chromium browser) throws Exception {
    for (String view : new String[] {"pipeline", "gallery", "draw", "training", "jobs"}) {
      browser.look(360, 780, "dark");
      browser.value("location.hash = '" + view + "'");
      browser.await("document.querySelector('nav [aria-current]').hash === '#" + view + "'", 10);
      browser.await("document.querySelector('.stage, .tile, canvas, .chart, progress')", 20);
      assertThat(browser.value("document.documentElement.scrollWidth").asInt())
          .as("width of %s", view)
          .isLessThanOrEqualTo(360);
      browser.screenshot(PICTURES.resolve(view + "-narrow-dark.png"));
    }
  }

  private static JsonNode get(String path) throws Exception {
    return new ObjectMapper().readTree(body(path));
  }

  private static String body(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + path)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> post(String path, String json, String token)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page + path))
            .header("Content-Type", "application/json")
            .header("X-Session-Token", token)
            .POST(BodyPublishers.ofString(json))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
