package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** What somebody does who looks at every view. */
record PageWalk(ServedPage served) {
  private static final Path PICTURES =
      Path.of(System.getProperty("page.pictures", Path.of("target", "page").toString()));
  private static final List<String> VIEWS =
      List.of("pipeline", "gallery", "draw", "training", "jobs");
  private static final String LAYOUT =
      "{\"layout\": {\"width\": 64, \"height\": 64, \"objects\": [{\"className\": \"%s\", \"x\": 8,"
          + " \"y\": 8, \"width\": 30, \"height\": 30, \"difficulty\": \"HARD\"}]}}";

  /** Controls that a screen reader has no name for. */
  private static final String NAMELESS =
      "[...document.querySelectorAll('input, select, button, canvas, a, progress, dialog')]"
          + ".filter((e) => !(e.labels?.length || e.ariaLabel || e.textContent.trim()"
          + " || e.getAttribute('aria-labelledby'))).map((e) => e.outerHTML)";

  void views(Chromium browser) throws Exception {
    publishSomethingToSee();
    new GatedRun(served).publish();
    browser.await("document.querySelectorAll('.stage').length === 4", 30);
    picture(browser, "pipeline");
    keyboard(browser);
    gallery(browser);
    draw(browser);
    training(browser);
    jobs(browser);
    narrowAndDark(browser);
  }

  private void publishSomethingToSee() throws Exception {
    JsonNode choices = served.get("/api/images/choices");
    String layout = LAYOUT.formatted(choices.get("classes").get(0).asText());
    assertThat(served.post("/api/layouts", layout).statusCode()).isEqualTo(200);
    String job = "{\"id\": \"night-1\", \"dataSet\": \"%s\", \"images\": 8}";
    String dataSet = choices.get("dataSets").get(0).asText();
    assertThat(served.post("/api/jobs", job.formatted(dataSet)).statusCode()).isEqualTo(200);
    String unknown = "{\"id\": \"<b>nowhere</b>\", \"dataSet\": \"<img src=x>\"}";
    assertThat(served.post("/api/jobs", unknown).statusCode()).isEqualTo(200);
  }

  /** Without a mouse: the link past the navigation, then the view. */
  private static void keyboard(Chromium browser) throws Exception {
    browser.press("Tab", 9);
    browser.await("document.activeElement.classList.contains('skip')", 5);
    browser.press("Enter", 13);
    browser.await("document.activeElement.id === 'view'", 5);
  }

  private void gallery(Chromium browser) throws Exception {
    go(browser, "gallery");
    browser.await("document.querySelectorAll('.tile').length > 20", 20);
    browser.await("[...document.images].slice(0, 20).every((image) => image.naturalWidth > 0)", 20);
    choose(browser, "kind", "real");
    choose(browser, "kind", "synthetic");
    choose(browser, "kind", "");
    choose(browser, "kind", "synthetic");
    browser.await(
        "[...document.querySelectorAll('.kind')].every((k) => k.textContent.startsWith('syn'))",
        20);
    gate(browser);
    picture(browser, "gallery");
    browser.value(
        "[...document.querySelectorAll('.tile')]"
            + ".find((tile) => /kept|dropped/.test(tile.textContent)).focus()");
    browser.press("Enter", 13);
    browser.await("document.querySelector('dialog[open] .facts')", 20);
    browser.await("document.querySelector('dialog img').naturalWidth > 0", 20);
    browser.await("document.querySelector('dialog').innerText.includes('% of its objects')", 5);
    browser.value("document.querySelector('dialog .primary').click()");
    browser.await("document.querySelector('dialog .journey li:last-child.past')", 60);
    picture(browser, "image");
    browser.press("Escape", 27);
    browser.await("document.querySelector('dialog') === null", 5);
  }

  /** The verdicts of a training run's gate come while the gallery is open. */
  private void gate(Chromium browser) throws Exception {
    String kept = "[...document.querySelectorAll('.kind')].some((k) => /kept/.test(k.textContent))";
    browser.await(
        "(document.querySelector('main button:not([hidden]):not(.tile)')?.click(), %s)"
            .formatted(kept),
        90);
    if (ServedPage.isToy()) {
      choose(browser, "verdict", "dropped");
      browser.await("document.querySelector('main .empty:not([hidden])')", 20);
      choose(browser, "verdict", "kept");
      browser.await("document.querySelectorAll('.tile').length > 0", 20);
    }
  }

  private static void draw(Chromium browser) throws Exception {
    go(browser, "draw");
    browser.await("document.querySelector('[name=className]').options.length > 1", 20);
    JsonNode area =
        browser.value(
            "(({x, y, width, height}) => ({x, y, width, height}))"
                + "(document.querySelector('canvas').getBoundingClientRect())");
    double x = area.get("x").asDouble();
    double y = area.get("y").asDouble();
    browser.drag(x + 40, y + 40, x + 220, y + 220);
    browser.drag(x + 250, y + 120, x + 330, y + 260);
    objects(browser, 2);
    browser.value("document.querySelector('canvas').focus()");
    browser.press("Enter", 13);
    objects(browser, 3);
    click(browser, "button", "Undo");
    objects(browser, 2);
    browser.value("document.querySelector('.drawing .primary').click()");
    browser.await("document.querySelector('.drawing .picture img').naturalWidth > 0", 60);
    picture(browser, "draw");
  }

  private static void objects(Chromium browser, int count) throws Exception {
    browser.await("document.querySelectorAll('.objects li').length === " + count, 10);
  }

  private void training(Chromium browser) throws Exception {
    go(browser, "training");
    browser.await("document.querySelectorAll('.chart polyline').length > 1", 20);
    browser.await("document.querySelector('.share')", 20);
    browser.await("document.querySelector('.chart circle.hollow title')", 20);
    JsonNode classes = served.get("/api/images/choices").get("classes");
    browser.await(
        "[...document.querySelectorAll('.chart text title')].some((t) => %s.includes(t.textContent))"
            .formatted(classes),
        10);
    picture(browser, "training");
  }

  private static void jobs(Chromium browser) throws Exception {
    go(browser, "jobs");
    browser.await("document.body.innerText.includes('8 of 8')", 60);
    browser.await("document.querySelector('.letter')", 30);
    browser.await("document.body.innerText.includes('<b>nowhere</b>')", 10);
    click(browser, ".letter button", "Show message");
    browser.await("document.querySelector('.letter pre')", 20);
    picture(browser, "jobs");
  }

  private static void narrowAndDark(Chromium browser) throws Exception {
    browser.look(360, 780, "dark");
    assertThat(browser.value("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(20, 22, 26)");
    for (String view : VIEWS) {
      go(browser, view);
      browser.await("document.querySelector('.stage, .tile, canvas, .chart, progress')", 20);
      fits(browser, view);
      assertThat(browser.value(NAMELESS)).as("controls of %s without a name", view).isEmpty();
      picture(browser, view + "-narrow-dark");
    }
    go(browser, "gallery");
    browser.await("document.querySelector('.tile')", 20);
    browser.value("document.querySelector('.tile').click()");
    browser.await("document.querySelector('dialog img').naturalWidth > 0", 20);
    fits(browser, "image");
    picture(browser, "image-narrow-dark");
  }

  private static void fits(Chromium browser, String view) throws Exception {
    String widest =
        "Math.max(document.documentElement.scrollWidth,"
            + " ...[...document.querySelectorAll('dialog')].map((d) => d.scrollWidth))";
    assertThat(browser.value(widest).asInt()).as("width of %s", view).isLessThanOrEqualTo(360);
  }

  void cancelAndDiscard(Chromium browser) throws Exception {
    String dataSet = served.get("/api/jobs/night-1").get("dataSet").asText();
    String job = "{\"id\": \"too-many\", \"dataSet\": \"%s\", \"images\": 3000}".formatted(dataSet);
    assertThat(served.post("/api/jobs", job).statusCode()).isEqualTo(200);
    go(browser, "jobs");
    browser.await("document.querySelector('[data-key=\"cancel too-many\"]')", 20);
    browser.value("document.querySelector('[data-key=\"cancel too-many\"]').click()");
    browser.await("document.body.innerText.includes('too-many is cancelled')", 20);
    browser.await("/cancelled, \\d+ of 3,000 made/.test(document.body.innerText)", 20);
    assertThat(served.post("/api/jobs", job).body()).contains("was cancelled; give another id");
    assertThat(served.post("/api/jobs/too-many/cancel", "").statusCode()).isEqualTo(409);
    click(browser, ".letter button", "Discard …");
    browser.await("document.activeElement.name === 'reason'", 5);
    browser.type("a <typo>");
    browser.press("Enter", 13);
    browser.await("document.body.innerText.includes('None: every message')", 60);
    go(browser, "pipeline");
    String waiting = "document.querySelector('[data-stage=generate] .big').textContent";
    browser.await(waiting + " === '0'", 120);
    assertThat(served.get("/api/jobs/too-many").get("made").asInt()).isLessThan(3000);
    assertThat(served.body("/q/metrics")).contains("detdiffusion_generator_cancelled_jobs_total");
  }

  static void go(Chromium browser, String view) throws Exception {
    browser.value("location.hash = '" + view + "'");
    browser.await("document.querySelector('nav [aria-current]').hash === '#" + view + "'", 10);
  }

  static void choose(Chromium browser, String name, String value) throws Exception {
    browser.value(
        "(() => { const box = document.querySelector('[name=%s]'); box.value = '%s'; box.dispatchEvent(new Event('change', {bubbles: true})); })()"
            .formatted(name, value));
  }

  private static void click(Chromium browser, String among, String text) throws Exception {
    String button =
        "[...document.querySelectorAll('%s')].find((b) => b.textContent === '%s')"
            .formatted(among, text);
    browser.await(button, 30);
    browser.value(button + ".click()");
  }

  private static void picture(Chromium browser, String name) throws Exception {
    int width = browser.value("innerWidth").asInt();
    browser.screenshot(PICTURES.resolve(name + ".png"), width);
  }
}
