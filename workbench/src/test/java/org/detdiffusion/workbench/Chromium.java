package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An installed Chromium without a window, driven by its DevTools protocol; nothing is downloaded.
 */
final class Chromium implements AutoCloseable, WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HIGHEST = 1600;
  private static final String LISTENING = "DevTools listening on ws://";

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();

  private Chromium(Process process, URI page) throws Exception {
    this.process = process;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, this).join();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** Where one is installed. */
  static Optional<Path> installed() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                installed().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Chromium(process, page(address(process)));
  }

  private static String address(Process process) throws IOException {
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    String line = errors.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = errors.readLine();
    }
    assertThat(line).as("Chromium listens").isNotNull();
    String address = line.substring(LISTENING.length());
    return address.substring(0, address.indexOf('/'));
  }

  private static URI page(String address) throws Exception {
    URI list = URI.create("http://" + address + "/json/list");
    HttpRequest request = HttpRequest.newBuilder(list).build();
    var targets = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    for (JsonNode target : JSON.readTree(targets.body())) {
      if (target.get("type").asText().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asText());
      }
    }
    throw new AssertionError("Chromium has no page: " + targets.body());
  }

  /** Errors of scripts and violations of the page's policy. */
  List<String> complaints() {
    return complaints;
  }

  void open(String address) throws Exception {
    send("Page.navigate", Map.of("url", address));
  }

  void look(int width, int height, String scheme) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** The value of a JavaScript expression; waits for promises. */
  JsonNode value(String expression) throws Exception {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    assertThat(answer.path("exceptionDetails").toString()).as(expression).isEmpty();
    return answer.path("result").path("value");
  }

  /** Until the expression holds, for so many seconds at most. */
  void await(String expression, int seconds) throws Exception {
    String script =
        """
        new Promise((done) => {
          const end = Date.now() + %d;
          const look = setInterval(() => {
            let holds = false;
            try { holds = Boolean(%s); } catch (error) { holds = false; }
            if (holds || Date.now() > end) { clearInterval(look); done(holds); }
          }, 50);
        })"""
            .formatted(TimeUnit.SECONDS.toMillis(seconds), expression);
    boolean holds = value(script).asBoolean();
    String shown = holds ? "" : value("document.body.innerText").asText();
    assertThat(holds).as("%s in%n%s%n%s", expression, shown, complaints).isTrue();
  }

  void drag(double fromX, double fromY, double toX, double toY) throws Exception {
    mouse("mousePressed", fromX, fromY);
    mouse("mouseMoved", toX, toY);
    mouse("mouseReleased", toX, toY);
  }

  private void mouse(String type, double x, double y) throws Exception {
    send(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
  }

  /** A key with the text that it types, so that Enter presses the button that has the focus. */
  void press(String key, int code) throws Exception {
    String text = key.equals("Enter") ? "\r" : "";
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("keyDown") ? text : ""));
    }
  }

  /** Into what has the focus. */
  void type(String text) throws Exception {
    send("Input.insertText", Map.of("text", text));
  }

  /** The whole page, but for what is far below. */
  void screenshot(Path file, int width) throws Exception {
    int height = value("document.documentElement.scrollHeight").asInt();
    Map<String, Integer> clip =
        Map.of("x", 0, "y", 0, "width", width, "height", Math.min(height, HIGHEST), "scale", 1);
    JsonNode png =
        send(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(png.get("data").asText()));
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    JsonNode whole = answer.get(2, TimeUnit.MINUTES);
    assertThat(whole.path("error").toString()).as(method).isEmpty();
    return whole.path("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      String text = partial.toString();
      partial.setLength(0);
      receive(text);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void receive(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      if (message.has("id")) {
        asked.remove(message.get("id").asInt()).complete(message);
      } else if (isComplaint(message)) {
        complaints.add(text);
      }
    } catch (IOException broken) {
      complaints.add(broken.getMessage());
    }
  }

  private static boolean isComplaint(JsonNode event) {
    return event.path("method").asText().equals("Runtime.exceptionThrown")
        || event.path("params").path("entry").path("level").asText().equals("error");
  }

  /** Its processes write into the profile until they have ended, all of them. */
  @Override
  public void close() throws Exception {
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    socket.abort();
    process.destroy();
    for (ProcessHandle each : processes) {
      ProcessHandle unused = each.onExit().get(20, TimeUnit.SECONDS);
    }
  }
}
