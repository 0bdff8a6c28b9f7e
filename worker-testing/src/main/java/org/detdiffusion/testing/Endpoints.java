package org.detdiffusion.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads a worker's own HTTP endpoints. */
public record Endpoints(URI root) {
  private static final int TRIES = 100;
  private static final int PAUSE_MILLIS = 200;
  private static final Semaphore PAUSE = new Semaphore(0);

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The answer once it is 200; the last one when that takes too long. */
  public HttpResponse<String> awaitUp(String path) throws IOException, InterruptedException {
    return await(path, 200);
  }

  /** The answer once it has this status; the last one when that takes too long. */
  public HttpResponse<String> await(String path, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    for (int tries = 0; answer.statusCode() != status && tries < TRIES; tries++) {
      PAUSE.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      answer = get(path);
    }
    return answer;
  }
}
